# What the pages of learning share
nav-assess = Assess yourself
nav-learn = Learn
nav-offers = Courses
nav-glossary = Acronyms
nav-reference = Referencing
role-referencer = referencing of courses
role-text-referencer = Compares proposed courses with their source, and reads opinions before they are shown.
