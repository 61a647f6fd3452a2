//! Pages and mails, from a view and a language: templates, texts, dates, icons.
//!
//! A template that names a text which does not exist is an error, not an empty space. Nothing here knows HTTP, the rules or the
//! store; pages, mails, jobs and the command line all speak through it.

mod constants;
mod diagram;
mod figure;
mod terms;
mod texts;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, HtmlEscape, UndefinedBehavior, Value, context};
use rust_embed::RustEmbed;
use serde::Serialize;

pub use terms::{CardWords, marked};
#[cfg(test)]
pub(crate) use texts::message_variables;
pub use texts::{Arg, Lang, Texts, Words, credits, typeset};

/// A page: its template, and samples that a test renders in every language.
pub trait Page: Serialize + Sized {
    /// Path under `templates/`.
    const TEMPLATE: &'static str;

    /// Realistic samples: full, empty, refused, long.
    fn samples() -> Vec<(&'static str, Self)>;

    /// Drawings that the template prints as `pictures.name`.
    fn pictures(&self, words: Words<'_>) -> BTreeMap<&'static str, String> {
        let _ = words;
        BTreeMap::new()
    }
}

/// A mail: `mails/NAME.txt`, `mails/NAME.html` and the text `mail-NAME-subject`.
pub trait Mail: Serialize + Sized {
    /// The stem of its templates.
    const NAME: &'static str;

    /// Realistic samples.
    #[cfg(test)]
    fn samples() -> Vec<(&'static str, Self)>;
}

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Templates;

/// What the asset build wrote: hashed files, each text file with its `.gz` and `.br` beside it, served under `/assets/`.
#[derive(RustEmbed)]
#[folder = "../../assets/dist/"]
#[allow_missing = true]
pub struct Dist;

/// A page or a text that could not be made: always a defect of ours, never the visitor's.
#[derive(Debug)]
pub struct RenderError(String);

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RenderError {}

impl From<minijinja::Error> for RenderError {
    fn from(error: minijinja::Error) -> Self {
        // what an include failed of stands in its causes
        let causes = std::iter::successors(std::error::Error::source(&error), |cause| cause.source());
        Self(causes.fold(format!("{error:#}"), |said, cause| format!("{said}: {cause:#}")))
    }
}

fn embedded<E: RustEmbed>(path: &str) -> Result<String, RenderError> {
    let file = E::get(path).ok_or_else(|| RenderError(format!("{path} is not embedded")))?;
    String::from_utf8(file.data.into_owned()).map_err(|_| RenderError(format!("{path} is not UTF-8")))
}

/// Renders pages and mails. Made once, shared by all requests.
pub struct Renderer {
    texts: Arc<Texts>,
    environments: [Environment<'static>; 2],
}

impl fmt::Debug for Renderer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renderer").finish_non_exhaustive()
    }
}

/// A mail, ready to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Subject line.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// The same in HTML.
    pub html: String,
}

impl Renderer {
    /// Compiles every template in both languages.
    pub fn new(texts: Arc<Texts>) -> Result<Self, RenderError> {
        let assets = Arc::new(Assets::new());
        let environments = [environment(Lang::Fr, &texts, &assets)?, environment(Lang::En, &texts, &assets)?];
        Ok(Self { texts, environments })
    }

    /// The texts, for refusals, mails and PDF.
    pub fn texts(&self) -> &Arc<Texts> {
        &self.texts
    }

    /// A whole page of HTML. The shell is what surrounds every page.
    pub fn render<S: Serialize, P: Page>(&self, lang: Lang, shell: &S, page: &P) -> Result<String, RenderError> {
        let pictures: BTreeMap<&str, Value> =
            page.pictures(Words { texts: &self.texts, lang }).into_iter().map(|(name, svg)| (name, Value::from_safe_string(svg))).collect();
        let template = self.environments[lang as usize].get_template(P::TEMPLATE)?;
        Ok(template.render(context! {
            shell => Value::from(Serde(shell)),
            page => Value::from(Serde(page)),
            pictures => pictures,
        })?)
    }

    /// A mail in this language.
    pub fn mail<M: Mail>(&self, lang: Lang, mail: &M) -> Result<Letter, RenderError> {
        let context = context! { lang => lang.code(), mail => Value::from(Serde(mail)) };
        let part = |end: &str| -> Result<String, RenderError> {
            Ok(self.environments[lang as usize].get_template(&format!("mails/{}.{end}", M::NAME))?.render(context.clone())?)
        };
        let subject = self.texts.text(lang, &format!("mail-{}-subject", M::NAME), &[]);
        Ok(Letter { subject, text: part("txt")?, html: part("html")? })
    }
}

struct Assets {
    manifest: BTreeMap<String, String>,
    /// Whole elements, ready to be printed.
    icons: BTreeMap<String, Value>,
}

impl Assets {
    /// Without a built `dist`, names stay as they are and icons are empty: pages still say everything.
    fn new() -> Self {
        let read = |name| embedded::<Dist>(name).ok().and_then(|text| serde_json::from_str::<BTreeMap<String, String>>(&text).ok()).unwrap_or_default();
        let icons = read("icons.json").into_iter().map(|(name, drawing)| (name, Value::from_safe_string(icon(&drawing)))).collect();
        Self { manifest: read("manifest.json"), icons }
    }

    fn url(&self, logical: &str) -> String {
        format!("/assets/{}", self.manifest.get(logical).map_or(logical, String::as_str))
    }

    fn icon(&self, name: &str) -> Value {
        self.icons.get(name).cloned().unwrap_or_else(|| Value::from_safe_string(icon("")))
    }
}

fn icon(drawing: &str) -> String {
    format!(
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\" aria-hidden=\"true\" focusable=\"false\">{drawing}</svg>"
    )
}

fn environment(lang: Lang, texts: &Arc<Texts>, assets: &Arc<Assets>) -> Result<Environment<'static>, RenderError> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.set_auto_escape_callback(
        |name| {
            if std::path::Path::new(name).extension().is_some_and(|end| end == "html") { AutoEscape::Html } else { AutoEscape::None }
        },
    );
    for path in Templates::iter() {
        let source = embedded::<Templates>(&path)?;
        let is_html = path.ends_with(".html");
        let source =
            if texts.is_recording() { source } else { constants::written_in(&source, |function, name| constant(lang, texts, assets, is_html, function, name)) };
        env.add_template_owned(path.to_string(), source)?;
    }

    let said = Arc::clone(texts);
    env.add_function("t", move |key: Cow<'_, str>, args: Kwargs| say(&said, lang, &key, &args, false).map(Value::from));
    let said = Arc::clone(texts);
    env.add_function("rich", move |key: Cow<'_, str>, args: Kwargs| say(&said, lang, &key, &args, true).map(Value::from_safe_string));
    let drawn = Arc::clone(assets);
    env.add_function("icon", move |name: Cow<'_, str>| drawn.icon(&name));
    let found = Arc::clone(assets);
    env.add_function("asset", move |name: Cow<'_, str>| found.url(&name));

    env.add_function("lang_attr", move |content: Cow<'_, str>| {
        Value::from_safe_string(if content == lang.code() { String::new() } else { format!(" lang=\"{}\"", HtmlEscape(&content)) })
    });

    let said = Arc::clone(texts);
    env.add_filter("date", move |micros: i64| said.date(lang, micros));
    let said = Arc::clone(texts);
    env.add_filter("date_time", move |micros: i64| said.date_time(lang, micros));
    let said = Arc::clone(texts);
    env.add_filter("time_of_day", move |micros: i64| said.time_of_day(lang, micros));
    let said = Arc::clone(texts);
    env.add_filter("percent", move |share: f64| said.percent(lang, share));
    let said = Arc::clone(texts);
    env.add_filter("share", move |share: f64| said.text(lang, "percent", &[("value", (share * 100.0).round().into())]));
    let said = Arc::clone(texts);
    env.add_filter("and_list", move |items: Vec<String>| said.list(lang, &items));
    env.add_function("figure", |chart: Value| {
        let read = serde_json::to_value(&chart).and_then(serde_json::from_value);
        let figure = read.map_err(|e| minijinja::Error::new(ErrorKind::InvalidOperation, e.to_string()))?;
        Ok::<_, minijinja::Error>(Value::from_safe_string(figure::svg(&figure)))
    });
    env.add_function("diagram", |drawn: Value| {
        let read = serde_json::to_value(&drawn).and_then(serde_json::from_value);
        let drawn = read.map_err(|e| minijinja::Error::new(ErrorKind::InvalidOperation, e.to_string()))?;
        Ok::<_, minijinja::Error>(Value::from_safe_string(diagram::svg(&drawn)))
    });
    env.add_filter("number", figure::number);
    let said = Arc::clone(texts);
    env.add_filter("duration", move |minutes: i64| said.duration(lang, minutes));
    env.add_filter("credits", move |hundredths: i64| texts::credits(lang, hundredths));
    env.add_filter("typeset", |text: Cow<'_, str>| typeset(&text));
    env.add_filter("skill", |promise: Cow<'_, str>| domain::learning::module::skill(&promise));
    env.add_filter("decimal", move |value: f64, digits: usize| Texts::decimal(lang, value, digits));
    Ok(env)
}

/// What a function of the templates says of one literal, as a page prints it, when that never changes in a language.
fn constant(lang: Lang, texts: &Texts, assets: &Assets, is_html: bool, function: &str, name: &str) -> Option<String> {
    let escaped = |text: &str| if is_html { HtmlEscape(text).to_string() } else { text.to_owned() };
    match function {
        "t" => texts.find(lang, name, &[]).map(|text| escaped(&text)),
        "rich" => texts.find(lang, name, &[]),
        "icon" => Some(assets.icon(name).to_string()),
        "asset" => Some(escaped(&assets.url(name))),
        _ => None,
    }
}

/// A text for a template. `rich` texts may carry markup of their own: then what is put into them is escaped first.
fn say(texts: &Texts, lang: Lang, key: &str, args: &Kwargs, rich: bool) -> Result<String, minijinja::Error> {
    let mut given = Vec::new();
    for name in args.args() {
        let value: Value = args.get(name)?;
        let arg = match value.kind() {
            ValueKind::Number => Arg::from(f64::try_from(value.clone())?),
            _ if rich => Arg::from(HtmlEscape(&value.to_string()).to_string()),
            ValueKind::String => Arg::from(value.to_string()),
            other => return Err(minijinja::Error::new(ErrorKind::InvalidOperation, format!("{key}: {name} is {other}, not words or a number"))),
        };
        given.push((name, arg));
    }
    texts
        .find(lang, key, &given)
        .ok_or_else(|| minijinja::Error::new(ErrorKind::InvalidOperation, format!("no text {key} in {}, or a variable of it is not given", lang.code())))
}
