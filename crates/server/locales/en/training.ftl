# The 28 hours: refusals
refusal-training-title = There is no title. Give one in a few words, for instance “Passwords and mail”.
refusal-training-hours = This duration cannot be read. Write it for instance as “1 h 30”, “1.5” or “90 min”.
refusal-training-split = The hours by domain need another look: at least one is needed, and their sum cannot exceed the duration. Correct the duration or the split.
refusal-training-date = This date cannot be read, or is too far from today. Choose it in the calendar, or write it as 2026-11-22.
refusal-attendance-code = This code is not the right one, or its time is over. Read it again on the screen, or ask whoever leads the session to show it once more.
refusal-attendance-stranger = The code is right, but you are not on the list of this session under the account you are using. Tell whoever leads it: they can note your presence on their list.
refusal-attendance-early = The session has not begun: attendance is taken from half an hour before it. Come back then.
refusal-lesson-closed = The list of this session is closed. Reopen it if somebody is missing.
refusal-lesson-attended = People attended this session: these hours are theirs, so it cannot be deleted. Remove their attendance first if it is wrong.
refusal-training-settled = Somebody else has settled this training already. Reload the page to see what was decided.
refusal-hours-missing = Hours are still missing in at least one domain: the attestation cannot be made out. The ledger shows what is missing.
