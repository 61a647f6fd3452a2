// Exams: the clock of a candidate and the board of an invigilator. Everything works without it, by looking again.
import "./exam-clock";
import "./live-board";
