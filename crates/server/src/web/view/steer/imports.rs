//! People in, from a file.
