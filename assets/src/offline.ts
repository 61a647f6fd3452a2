// Modules without a network.
import "./offline/pages";
