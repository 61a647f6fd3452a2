# L’atelier : ce qui entoure ses pages.
nav-workshop = Atelier
workshop-nav = Pages de l’atelier
workshop-nav-questions = Questions
workshop-nav-reports = Signalements
workshop-nav-bank = La banque
workshop-nav-calibration = Calibrage
workshop-nav-publish = Publier
workshop-nav-team = Équipe
workshop-tabs = Pages de cette question
workshop-tab-text = Texte
workshop-tab-try = Essayer
workshop-tab-review = Relecture
workshop-tab-history = Historique
workshop-tab-measures = Mesures
workshop-closed-title = L’atelier est réservé à l’équipe
workshop-closed-text = C’est ici que s’écrivent et se relisent les questions de Socle, avec leurs réponses. Votre compte n’y a pas encore accès.
workshop-closed-ask = Pour écrire ou relire des questions, écrivez au contact de ce site : { $contact }. L’accès se donne en une minute.
workshop-closed-account = Revenir à mon compte

# Où en est une question : comment la banque la prend, puis son prochain texte.
workshop-standing-pretest = À l’essai
workshop-standing-provisional = En service
workshop-standing-calibrated = En service, calibrée
workshop-standing-suspended = Suspendue
workshop-standing-retired = Retirée
workshop-stage-draft = Brouillon
workshop-stage-review = En relecture
workshop-stage-approved = Approuvée
workshop-next-draft = nouvelle version en brouillon
workshop-next-review = nouvelle version en relecture
workshop-next-approved = nouvelle version approuvée

# La liste.
workshop-list-title = Les questions
