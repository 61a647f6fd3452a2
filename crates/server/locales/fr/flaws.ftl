# Ce que « socle content check » dit sans refuser
cli-content-due = À relire : la source n’est plus sûre après le { $day }. Relisez-la, puis mettez à jour « checked ».
cli-content-expired = Périmée : la source était sûre jusqu’au { $day }. La question n’est plus tirée tant que « checked » n’est pas à jour.
