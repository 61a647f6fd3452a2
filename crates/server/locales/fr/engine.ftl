# Langue des questions, questions à l’essai, sources périmées
home-language-legend = Dans quelle langue ?
home-language-en = En anglais d’abord
home-language-en-text = { $questions ->
    [one] Une question existe en anglais : elle vient d’abord. Les autres viennent en français.
   *[other] { $questions } questions existent en anglais : elles viennent d’abord. Les autres viennent en français.
}
home-language-fr = En français
home-language-fr-text = Toutes les questions, dans la langue où elles ont été écrites.
home-start-french = Les questions sont en français.
method-pretest = Quelques questions sont parfois à l’essai : elles viennent au hasard parmi les autres et ne comptent jamais dans votre résultat ; le corrigé dit lesquelles.
method-fresh = Une question dont la source a dépassé sa date de relecture n’est plus posée tant que cette source n’a pas été relue.
cli-simulate-in-language = Questions posées dans la langue voulue ({ $language }) : { $share }.
cli-simulate-tried-out = { $items ->
    [one] Une question à l’essai, qui ne compte pas
   *[other] { $items } questions à l’essai, qui ne comptent pas
} : en moyenne { $mean } par session, en plus de celles qui comptent.
cli-content-domain-expired = { $domain } : toutes les sources sont à relire. Les questions de ce domaine restent posées, faute d’autres ; relisez d’abord celles-ci.
