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
