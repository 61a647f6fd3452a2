//! News of a list as RSS 2.0, and pages of a site as a sitemap: two flat lists of elements, written as they go. The libraries that we looked at bring
//! a reader of every feed there is for them.

use std::fmt::Write;

use domain::date::Day;

/// A list that is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// What it holds.
    pub description: String,
    /// The page of the same list.
    pub link: String,
    /// Its own address.
    pub address: String,
    /// `fr` or `en`.
    pub language: String,
    /// What stands in it.
    pub items: Vec<Item>,
}

/// Something in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its title.
    pub title: String,
    /// A sentence or two.
    pub text: String,
    /// Its page, by which readers know it again.
    pub link: String,
    /// When it was changed last, microseconds UTC, where that is known.
    pub at: Option<i64>,
}

/// A feed in RSS 2.0.
pub fn rss(feed: &Feed) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n");
    let _ = writeln!(out, "<title>{}</title>", text(&feed.title));
    let _ = writeln!(out, "<link>{}</link>", text(&feed.link));
    let _ = writeln!(out, "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>", text(&feed.address));
    let _ = writeln!(out, "<description>{}</description>", text(&feed.description));
    let _ = writeln!(out, "<language>{}</language>", text(&feed.language));
    for item in &feed.items {
        let _ = write!(out, "<item><title>{}</title><link>{link}</link><guid>{link}</guid>", text(&item.title), link = text(&item.link));
        let _ = write!(out, "<description>{}</description>", text(&item.text));
        if let Some(at) = item.at {
            let _ = write!(out, "<pubDate>{}</pubDate>", moment(at));
        }
        out.push_str("</item>\n");
    }
    out.push_str("</channel></rss>\n");
    out
}

/// A sitemap: pages, each with the day of its last change where that is known.
pub fn sitemap(pages: &[(String, Option<Day>)]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (page, day) in pages {
        let changed = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        let _ = writeln!(out, "<url><loc>{}</loc>{changed}</url>", text(page));
    }
    out.push_str("</urlset>\n");
    out
}

/// A text as XML holds it; what XML cannot hold is left out.
fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// A moment as mails and feeds write it (RFC 822), in UTC.
fn moment(microseconds: i64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let day = Day::of(microseconds);
    let written = day.to_string();
    let mut parts = written.split('-');
    let (year, month, of_month) =
        (parts.next().unwrap_or_default(), parts.next().and_then(|m| m.parse::<usize>().ok()).unwrap_or(1), parts.next().unwrap_or_default());
    let second = (microseconds - day.begins()) / 1_000_000;
    let weekday = DAYS[day.number().rem_euclid(7) as usize];
    format!("{weekday}, {of_month} {} {year} {:02}:{:02}:{:02} GMT", MONTHS[(month - 1).min(11)], second / 3_600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_holds_what_was_said_and_nothing_typed_becomes_markup() {
        let feed = Feed {
            title: "Formations : « IA & santé »".into(),
            description: "Deux".into(),
            link: "https://socle.example/formations?q=ia&tri=prix".into(),
            address: "https://socle.example/formations/flux.rss".into(),
            language: "fr".into(),
            items: vec![Item {
                title: "</title><script>".into(),
                text: "a\u{0}b\nc".into(),
                link: "https://socle.example/formations/x".into(),
                at: Some(1_795_305_600_000_000),
            }],
        };
        let out = rss(&feed);
        assert!(out.contains("<title>Formations : « IA &amp; santé »</title>"), "{out}");
        assert!(out.contains("?q=ia&amp;tri=prix</link>") && out.contains("&lt;/title&gt;&lt;script&gt;") && !out.contains("<script>"));
        assert!(out.contains("<description>ab c</description><pubDate>Sun, 22 Nov 2026 00:00:00 GMT</pubDate>"), "{out}");
    }

    #[test]
    fn a_sitemap_lists_pages_with_their_days() {
        let out = sitemap(&[("https://socle.example/?a=1&b=2".into(), None), ("https://socle.example/formations".into(), Day::parse("2026-11-22"))]);
        assert!(out.contains("<loc>https://socle.example/?a=1&amp;b=2</loc></url>"));
        assert!(out.contains("<lastmod>2026-11-22</lastmod>"));
    }
}
