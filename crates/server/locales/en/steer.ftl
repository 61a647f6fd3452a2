# Around every page of an organisation
nav-steer = Steer
steer-nav = Your organisation
steer-all = Steer
steer-sample = Rehearsal: invented people
steer-nav-inbox = To do
steer-nav-people = People
steer-nav-campaigns = Campaigns
steer-nav-results = Results
steer-nav-hours = 28 hours
steer-nav-kit = Kit
steer-nav-settings = Settings
