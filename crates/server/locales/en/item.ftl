item-page-title = Question { $number } of about { $about }
item-number = Question { $number }
item-about = of about { $about }
item-bite = { $answered } of about { $about } in these six minutes
item-menu = Pause
item-pause = Take a break
item-pause-text = Everything is saved. You will resume at this question.
item-finish = Finish now
item-finish-text = See a result from the answers already given.
item-answer = Submit my answer
item-dont-know = I don’t know
item-dont-know-text = “I don’t know” tells us something too. The corrected answers come at the end.

task-hint-single-choice = One answer only.
task-hint-multiple-choice = One or more answers.
task-hint-ordering = Give each step its place.
task-hint-matching = Choose one answer per line. Some may not be needed.
task-hint-categorise = Sort each element.
task-hint-gaps = Fill in each gap.
task-hint-short-answer = A word or two will do. Small typing mistakes do not count.
task-hint-number = Write a number, then choose the unit.
task-hint-hot-text = Tick the passages in the text.
task-hint-mailbox = Open each message, then decide. You can look at the address of a sender or of a link without risk.

sort-position = Place of this step
sort-none = Place
sort-up = Move up
sort-down = Move down
sort-hint = Move the steps with the arrows, or drag them with the mouse.
sort-moved = Step moved to position
gap = Gap { $number }
gap-choose = to choose
short-answer-label = Your answer
number-label = Your number
unit-label = Unit

mail-pane = Open message
mail-from = From
mail-to = To
mail-see-address = See the address
mail-see-header = Show the full header
mail-link = Link, see where it leads:
mail-link-goes = This link leads to:
mail-attachments = Attachments
mail-actions = What do you do with this message?
mail-action-keep = Keep
mail-action-report = Report
mail-action-delete = Delete
mail-action-verify = Check another way
mail-action-reply = Reply
mail-state-reply = answered
mail-state-keep = kept
mail-state-report = reported
mail-state-delete = deleted
mail-state-verify = to check

pause-page-title = Break
pause-title = It is saved
pause-bite = Six minutes done.
pause-asked = You can close this page.
pause-facts = { $answered ->
    [one] { $answered } question answered out of about { $about }, in { $minutes } min.
   *[other] { $answered } questions answered out of about { $about }, in { $minutes } min.
}
pause-none = No question answered yet.
pause-resume = Resume
pause-later-title = Resume later
pause-later-device = On this device, just come back to the home page. On another one, you need a link.
pause-device-link = Continue on another device
pause-kept = This positioning is kept in your account.
pause-email-label = Or get a link by e-mail
finish-page-title = Finish now?
finish-title = Finish now?
finish-text = { $answered ->
    [one] You have answered one question out of about { $about }. You will see a result, but a very uncertain one: the intervals will be wide.
   *[other] You have answered { $answered } questions out of about { $about }. You will see a result, but a less certain one: the intervals will be wider.
}
finish-final = Once finished, this positioning cannot be reopened. If you are short of time, take a break instead.
finish-none = You have not answered any question yet: there would be nothing to say. You can close this page and come back whenever you like.
finish-back = Back to the question
finish-button = Finish and see my profile

you-page-title = A few words about you
you-title = A few words about you
you-text = Three questions, asked only once. You may leave them all empty.
you-trade = Your profession
you-setting = Where you work
you-region = Your region
you-rather-not = I prefer not to say
you-save = Save and see my profile
you-skip = Skip
you-why = These answers do not change your result. They serve to check that the questions are fair to every profession.
family-medical = Medical professions and pharmacy
family-paramedical = Allied health and psychology
family-care = Daily care and support
family-social = Social work
family-support = Management, administration, other
family-student = Studies

task-hint-simulator = Open each screen, do what you would do, leave the rest. Looking does not count.
simulator-panels = Screens
simulator-journal = What you have done
simulator-undo = Undo
simulator-undone = Undone
simulator-act = Do it
simulator-on = on
simulator-off = off
simulator-done = done
simulator-not-done = not done
simulator-turn = { $turn ->
    [1] first
    [2] second
    [3] third
   *[other] { $turn }th
}
simulator-sort = Sort by
simulator-filter = Filter the rows
simulator-rows = rows shown
simulator-picked = Choice
simulator-address = Address
simulator-certificate = The site’s certificate
simulator-no-certificate = The browser has no certificate for this site.
simulator-numbers = See the numbers
done-untouched = { $what } (left as it was)
done-before = “{ $one }” before “{ $other }”
done-first = “{ $one }” first
done-in-order = in this order
done-other-order = in another order
