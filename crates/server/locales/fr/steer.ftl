# Around every page of an organisation
nav-steer = Piloter
steer-nav = Votre établissement
steer-all = Piloter
steer-sample = Répétition : personnes inventées
steer-nav-inbox = À faire
steer-nav-people = Personnes
steer-nav-campaigns = Campagnes
steer-nav-results = Résultats
steer-nav-hours = 28 heures
steer-nav-kit = Kit
steer-nav-settings = Réglages
