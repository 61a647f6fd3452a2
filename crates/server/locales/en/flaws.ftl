# What "socle content check" says without refusing
cli-content-due = To be read again: the source is no longer sure after { $day }. Read it again, then update "checked".
cli-content-expired = Expired: the source was sure until { $day }. The item is not drawn until "checked" is up to date.
