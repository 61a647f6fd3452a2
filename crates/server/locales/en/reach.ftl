# Equal access
reach-title = Who was able to take part
reach-lead = { $reached ->
    [0] Nobody has taken an assessment within a year, of { $people } people.
    [one] One person of { $people } has taken an assessment within a year ({ $share }%).
   *[other] { $reached } people of { $people } have taken an assessment within a year ({ $share }%).
}
reach-method = This is about taking part, never about results. A group is “behind” when its share is lower than everybody’s by more than chance explains (95% interval). The vertical line is everybody’s share.
reach-establishments = By establishment
reach-establishment = Establishment
reach-units = By unit or group
reach-unit = Unit or group
reach-trades = By trade
reach-trade = Trade
reach-share = Share
reach-missing = Still to reach
reach-behind = behind
reach-begin = Where to begin: { $name }, where { $missing ->
    [one] one person is
   *[other] { $missing } people are
} still to be reached.
reach-even = No group is clearly behind.
reach-index = Equal access: { $index } out of 100 (100: each group has its fair part).
reach-percent = { $reached } of { $people }: { $share }% ({ $low } to { $high }%)
reach-none = Not given
reach-nobody = Nobody has taken part yet: equal access is measured with the first results.
reach-empty = You have not added anybody yet. Begin with the list of your teams or classes.
reach-empty-do = Add people
