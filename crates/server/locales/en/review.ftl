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
