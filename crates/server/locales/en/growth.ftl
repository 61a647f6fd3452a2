cli-demo-institution-there = This sample organisation is in this database already: nothing was written. Give another database (--data) or another seed (--seed).
