cli-demo-institution-there = Cet établissement d’essai est déjà dans cette base : rien n’a été écrit. Donnez une autre base (--data) ou une autre graine (--seed).
