// Elements of the pages of learning; each does without.
import "./practice";
import "./film";
import "./offline";

export {};
