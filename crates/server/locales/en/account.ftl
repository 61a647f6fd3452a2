account-page-title = My account
account-title = My account
account-history = My positionings
account-open = Under way since { $date }
account-pages = Pages of the history
account-newer = Later
account-older = Earlier
account-empty = No positioning yet.
account-email = E-mail address
account-email-is = Address: <strong>{ $email }</strong>
account-email-none = No address: this account exists only in this browser. Add one so as not to lose your results.
account-email-new = Change address
account-email-pending = A link is waiting to be opened in the mailbox { $email }.
account-email-send = Get a confirmation link
account-password = Password
account-password-text = Optional. Without a password, you sign in with a link sent to your address.
account-password-current = Current password
account-password-new = New password
account-password-hint = At least twelve characters. A few unrelated words do very well.
account-password-set = Set this password
account-password-change = Change password
account-you = Profession and workplace
account-trade = Profession
account-setting = Workplace
account-region = Region
account-unsaid = not given
account-you-change = Change
account-devices = Devices signed in
device-current = this device
device-seen = seen on { $date }
device-sign-out = Sign out
account-data = My data
account-data-text = All we keep about you fits in one file that you can take away. Erasing is immediate and final.
account-export = Export my data
account-erase = Erase everything
erase-page-title = Erase everything
erase-title = Erase all your data?
erase-text = { $sessions ->
    [0] No positioning
    [one] One positioning
   *[other] { $sessions } positionings
} and { $shares ->
    [0] no share link
    [one] one share link
   *[other] { $shares } share links
} will disappear, with your address and your password. Nobody will be able to bring them back, and neither will we.
erase-before = Would you like to keep a copy first?
erase-word = ERASE
erase-label = To confirm, write { $word }
erase-button = Erase everything
erase-cancel = Erase nothing

device-page-title = Continue on another device
device-title = Continue on another device
device-text = A one-time link opens your positioning and your results on the other device. It works once, for thirty minutes.
device-make = Make the link
device-qr = QR code of the one-time link
device-link = Or open this address
device-until = This link works once, until { $date }.
device-warning = Do not send it to anyone: whoever opens it sees your results.

sign-in-page-title = Sign in
sign-in-title = Sign in
sign-in-text = Give your address: we will send a link to it. No password to remember.
sign-in-link = Get a link
sign-in-password-title = I have a password
sign-in-password = Password
sign-in-password-button = Sign me in
sign-in-no-account = No account yet? You do not need one.
sent-page-title = Check your mailbox
sent-title = Check your mailbox
sent-text = If <strong>{ $email }</strong> belongs to an account, a link has just left for it. It works once, for { $minutes } minutes.
sent-nothing = Nothing after a few minutes? Look in the junk folder, or check the address.
sent-again = Ask for another link
confirm-sign-in-title = Sign in
confirm-sign-in-text = One last step, and you are signed in on this device.
confirm-sign-in-button = Sign me in
confirm-keep-title = Keep my result
confirm-keep-text = One last step, and your result is attached to your address.
confirm-keep-button = Keep my result
confirm-device-title = Continue here
confirm-device-text = One last step, and you find your positioning and your results on this device.
confirm-device-button = Continue here
confirm-joins = What you did on this device without an account will go into this one, and be seen by whoever owns it.
confirm-why = This button keeps a program that inspects your mail from using the link in your place.
expired-title = This link no longer works
expired-text = It has been used already, or it is too old. Nothing is lost: ask for another one.
expired-button = Get a new link
