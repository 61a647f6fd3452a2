# People come in from a file
intake-title = Import people
intake-back = People
intake-step-file = File
intake-step-columns = Columns
intake-step-look = Check
intake-step-write = Write
intake-lead = Choose the file that your software has exported. You will see what it would change before anything is written.
intake-file = CSV or Excel file
intake-file-hint = One line for each person, with at least a family name and a given name. 50,000 people pass without trouble.
intake-send = Read the file
intake-no-file = No file was chosen. Choose one, then try again.
intake-files = Latest files
intake-row-done = { $added ->
    [one] { $added } person added
   *[other] { $added } people added
}, { $changed } changed
intake-model = No file yet?
intake-model-text = Our template has a column for everything Socle can keep. Only the two names are needed.
intake-pix-text = The import template of Pix Orga (higher education) is read as it is.
intake-model-xlsx = Excel template
intake-model-csv = CSV template
import-status-read = columns to check
import-status-mapped = to check
import-status-running = being written
import-status-done = written
import-status-cancelled = given up
import-status-failed = failed
intake-columns-title = What is in each column?
intake-columns-lead = “{ $file }”: { $count ->
    [one] { $count } line
   *[other] { $count } lines
}. Socle has guessed what each column holds: check, and correct where needed.
intake-encoding-utf-8 = The file is read as UTF-8.
intake-encoding-utf-16 = The file is read as UTF-16.
intake-encoding-windows-1252 = The file is read as Windows-1252, as older spreadsheets write.
intake-encoding-xlsx = The file is an Excel workbook.
intake-separator-semicolon = Columns are separated by semicolons.
intake-separator-comma = Columns are separated by commas.
intake-separator-tab = Columns are separated by tabs.
intake-separator-bar = Columns are separated by bars.
intake-columns-check = The accents in the examples below should be right.
intake-sheet = Sheet of the workbook
intake-sheet-read = Read this sheet
intake-heads = Line { $line } holds the column heads
intake-column-of = Column { $letters }:
intake-no-head = Column { $letters }
intake-column-empty = nothing in this column
intake-column-ignored = Do not keep
intake-column-given-name = Given name
intake-column-family-name = Family name
intake-column-used-name = Name in use
intake-column-full-name = Both names together
intake-column-birth-date = Date of birth
intake-column-email = E-mail address
intake-column-number = Student or staff number
intake-column-trade = Trade
intake-column-unit = Unit or group
intake-column-cohort = Cohort
intake-column-school = School or component
intake-column-diploma = Diploma in preparation
intake-column-regime = Regime
intake-column-arrived-on = Date of arrival
intake-column-left-on = Date of departure
intake-column-missing = No column holds: { $column }. Everybody must have a family name and a given name: say which column holds them.
intake-column-twice = Two columns hold: { $column }. Keep one, and choose “Do not keep” for the other.
intake-columns-kept = What you choose not to keep does not enter Socle. Second given names are of no use here: better not to keep them.
intake-columns-next = See what this would change
intake-give-up = Give up this file
intake-look-title = What this file would change
intake-look-lead = Nothing is written yet. Look at what “{ $file }” would change in your list, then decide.
intake-look-same = Nothing to write: your list already says what “{ $file }” says.
intake-look-none = Nothing to write: no line of “{ $file }” can be taken as it is.
intake-count-added = { $count ->
    [one] new person
   *[other] new people
}
intake-count-changed = { $count ->
    [one] person changed
   *[other] people changed
}
intake-count-kept = { $count ->
    [one] person unchanged
   *[other] people unchanged
}
intake-count-refused = { $count ->
    [one] line refused
   *[other] lines refused
}
intake-new-units = { $count ->
    [one] One unit or group will be made: { $names }.
   *[other] { $count } units or groups will be made: { $names }.
}
intake-new-cohorts = { $count ->
    [one] One cohort will be made: { $names }.
   *[other] { $count } cohorts will be made: { $names }.
}
intake-refused = { $count ->
    [one] { $count } line refused
   *[other] { $count } lines refused
}
intake-refused-text = These lines will not be written. Correct them in your file and import it again: people who are there already will not be doubled.
intake-line = Line
intake-cell = Cell
intake-cell-empty = empty cell
intake-why = What is wrong, and what to do
intake-to-correct = To correct
intake-correct = Download the lines to correct
intake-correct-text = The refused lines are kept for a week. Correct them in this file, then import it: it has the right columns already.
intake-more = { $count ->
    [one] And { $count } more.
   *[other] And { $count } more.
}
intake-trades = Trades that Socle does not know
intake-trades-text = Say once what each word means. Without an answer the trade stays empty, and the person is imported all the same.
intake-trade-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
intake-trade-none = Leave empty
intake-trades-keep = Keep these choices
intake-notices = Good to know
intake-notice-lines = { $count ->
    [one] (line { $lines })
   *[other] ({ $count } lines, among them { $lines })
}
intake-notice-trade-unknown = Unknown trade: left empty.
intake-notice-repeated = This line repeats an earlier line word for word: it counts once.
intake-notice-will-leave = The day of departure is still to come: the departure is not noted yet.
intake-notice-number-changes = Same name and same date of birth as somebody on your list, another number: the number will be replaced.
intake-changed = { $count ->
    [one] { $count } person changed
   *[other] { $count } people changed
}
intake-person = Person
intake-what = What changes
intake-changes-name = name
intake-changes-birth-date = date of birth
intake-changes-email = e-mail address
intake-changes-number = number
intake-changes-trade = trade
intake-changes-course = school, diploma or regime
intake-changes-unit = unit
intake-changes-cohort = cohort
intake-changes-arrived-on = date of arrival
intake-changes-left = departure noted
intake-changes-returned = return noted
intake-added = { $count ->
    [one] { $count } new person
   *[other] { $count } new people
}
intake-absent = And the people on your list whom the file does not name?
intake-absent-stay = Change nothing for them
intake-absent-leave-here = { $count ->
    [one] Note the departure of { $count } person, in the units and cohorts that the file names
   *[other] Note the departure of { $count } people, in the units and cohorts that the file names
}
intake-absent-leave-all = { $count ->
    [one] Note the departure of { $count } person, in the whole organisation
   *[other] Note the departure of { $count } people, in the whole organisation
}
intake-absent-names = For example: { $names }. Their history stays; a return is noted in one act.
intake-absent-not = Noting the departure of people whom the file does not name is offered only when no line is refused: a refused line may be theirs.
intake-write = { $count ->
    [one] Write { $count } person into the list
   *[other] Write { $count } people into the list
}
intake-write-absent = Save
intake-write-partly = The refused lines are left aside.
intake-columns-again = Back to the columns
intake-report-running = Being written
intake-report-done = It is written
intake-report-cancelled = Import given up
intake-report-failed = The import could not be finished
intake-report-running-text = The people of “{ $file }” are entering your list. You can close this page: the writing goes on.
intake-report-done-text = This is what “{ $file }” has changed.
intake-report-cancelled-text = “{ $file }” is not used any more, and its content is erased. What had been written already has stayed.
intake-report-failed-text = A technical difficulty has stopped the writing of “{ $file }”. What is written stays. Import it again: nobody will be doubled.
intake-refresh = Refresh
intake-stop = Stop writing
intake-stop-text = People who are written already stay on the list.
intake-done-added = { $count ->
    [one] { $count } person added
   *[other] { $count } people added
}
intake-done-changed = { $count ->
    [one] { $count } person changed
   *[other] { $count } people changed
}
intake-done-left = { $count ->
    [one] { $count } departure noted
   *[other] { $count } departures noted
}
intake-done-kept = { $count ->
    [one] { $count } person unchanged
   *[other] { $count } people unchanged
}
intake-done-units = { $count ->
    [one] { $count } unit made
   *[other] { $count } units made
}
intake-done-cohorts = { $count ->
    [one] { $count } cohort made
   *[other] { $count } cohorts made
}
intake-done-refused = { $count ->
    [one] { $count } line left aside
   *[other] { $count } lines left aside
}
intake-to-list = See the list
intake-another = Import another file
intake-not-empty = This file has no line. Check that it is the right one, then try again.
intake-not-too-large = This file is larger than { $megabytes } MB: a list of people is far smaller. Take out pictures and sheets that are not needed, or save it as CSV.
intake-not-too-long = This file has more than { $rows } lines. Cut it into several files.
intake-not-too-wide = Line { $line } has more than { $columns } columns. Keep only those that are useful.
intake-not-long-cell = A cell of line { $line } is enormous. Most often a quotation mark is opened and never closed: correct that line, or save the file as an Excel workbook.
intake-not-old-workbook = This is an old Excel workbook (.xls), or one with a password. Save it as .xlsx without a password, or as CSV.
intake-not-other-archive = This is not an Excel workbook. In your spreadsheet choose “Save as”, then .xlsx or CSV.
intake-not-compressed = This file is compressed. Unpack it, then send what is in it.
intake-not-not-text = This file is neither CSV nor an Excel workbook. In your software, export the list as CSV (UTF-8) or .xlsx.
intake-not-bomb = Unpacked, this workbook would be enormous: it was not opened. Copy the list into a new workbook, or save it as CSV.
intake-not-broken = This workbook is damaged. Open it in your spreadsheet, save it again, then try again.
intake-not-no-sheet = This sheet is not in the workbook. Choose another one.
intake-fault-missing = A family name or a given name is missing.
intake-cure-missing = Fill in the cell.
intake-fault-not-name = A name holds no figures and no signs of this kind.
intake-cure-not-name = Correct the name, or check that the right column is chosen.
intake-fault-names-together = Nothing says where the family name ends and the given name begins.
intake-cure-names-together = Write the family name in capitals (DIOP Awa), or “Name, Given name”, or two columns.
intake-fault-formula = The cell holds a formula, or what is left of one.
intake-cure-formula = Replace it with its value: copy, then paste values.
intake-fault-garbled = The accents are damaged: the file was read in a wrong encoding before it came here.
intake-cure-garbled = Export the list again, as CSV in UTF-8 or as .xlsx.
intake-fault-too-long = The cell is too long.
intake-cure-too-long = Shorten it: 160 characters at most, 64 for a number.
intake-fault-not-day = This is not a date.
intake-cure-not-day = Write dd/mm/yyyy, for example 29/02/2004.
intake-fault-no-such-day = No calendar has this day.
intake-cure-no-such-day = Correct the date, as dd/mm/yyyy.
intake-fault-short-year = The year has two figures only: 04 may be 1904 or 2004.
intake-cure-short-year = Write the year with four figures.
intake-fault-birth-unlikely = This person would be younger than 12 or older than 110.
intake-cure-birth-unlikely = Correct the date of birth.
intake-fault-left-before = The departure comes before the arrival.
intake-cure-left-before = Correct one of the two dates.
intake-fault-not-email = This is not an e-mail address.
intake-cure-not-email = Correct the address, or empty the cell.
intake-fault-number-twice = Line { $line } already has this number.
intake-cure-number-twice = Keep one of the two lines, or correct the number.
intake-fault-person-twice = Line { $line } speaks of the same person, or may.
intake-cure-person-twice = Keep one line; for two people of one name, give each a number or a date of birth.
intake-fault-number-of-another = On your list, this number is that of quite another person.
intake-cure-number-of-another = Correct the number; if the person has changed names, change it first on their page.
intake-fault-several-known = Several people on your list have this name.
intake-cure-several-known = Add a number or a date of birth, in the file and on their pages.
intake-fault-perhaps-known = Somebody on your list has this name and another address: nothing says whether it is the same person.
intake-cure-perhaps-known = Add a number or a date of birth, in the file and on their page.
refusal-import-over = This file is written, being written, or given up: it cannot be changed any more. Go back to the import page to see where it stands, or choose another file.
refusal-import-running = Another file of your organisation is being written. Wait until it is done, then try again: nothing is lost.
people-out-sheet = People
people-out = Take the list away:
people-out-csv = CSV
people-out-xlsx = Excel
