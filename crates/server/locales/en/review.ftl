# The team.
role-author = author
role-reviewer = reviewer
role-administrator = administrator
mail-role-subject = Your role in the Socle workshop has changed
mail-role-hello = Hello,
mail-role-given = You now have one more role in the workshop where Socle’s questions are written: { $role }.
mail-role-taken = You no longer have this role in the workshop where Socle’s questions are written: { $role }. Your texts stay, under your name.
mail-role-why = This change was made by somebody who administers the workshop. If it surprises you, write to us: { $contact }.
mail-role-button = Open the workshop

# Mails of the workshop.
mail-news-subject = News from the Socle workshop
mail-news-hello = Hello,
mail-news-text = This is what happened around the questions that you write or review.
mail-news-approved = “{ $title }” is approved.
mail-news-changes = “{ $title }”: changes are asked for.
mail-news-remark = “{ $title }”: a new remark.
mail-news-to-review = “{ $title }” waits for a review.
mail-news-more = and { $count ->
    [one] one more thing
   *[other] { $count } more things
} in the workshop
mail-news-why = You get at most one message of this kind a day. To stop them: { $account }, under “Workshop mails”.
account-workshop = Workshop mails
account-workshop-text = At most one message a day, when a text of yours is judged or commented on, or when a review is asked for.
account-workshop-on = You get them.
account-workshop-off = You do not get them.
account-workshop-start = Get them
account-workshop-stop = Stop them

# The page of the team.
team-title = The team
team-text = Who writes the questions, who reviews them, who decides what the bank holds. A text is always judged by somebody who did not write it.
role-text-author = Writes questions and asks for their review.
role-text-reviewer = Judges the texts of others, answers reports, suspends a question that is wrong.
role-text-administrator = Publishes the bank, retires questions, approves calibrations, makes up the team. May write and review, too.
team-give = Give a role
team-email = Address of the account
team-email-hint = The person has signed in once already. They get a mail.
team-role = Role
team-give-button = Give this role
team-members = { $count ->
    [one] One person
   *[other] { $count } people
}
team-search = Search for an address
team-search-button = Search
team-me = (you)
team-take-back = Take back
team-pages = Pages of the team
team-before = Previous page
team-after = Next page
team-none = Nobody matches this search.
team-all = Show the whole team
take-back-title = Take a role back
take-back-text = <strong>{ $email }</strong> will no longer have this role: <strong>{ $role }</strong>.
take-back-after = Their texts, remarks and verdicts stay. The person gets a mail. You can give the role again.
take-back-me = It is your own role: you will not be able to give it back to yourself. Your texts, remarks and verdicts stay.
take-back-button = Take this role back
take-back-cancel = Change nothing
