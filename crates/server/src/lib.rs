//! The server: pages, API, jobs and command line over the use cases.

pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod jobs;
pub mod pdf;
pub mod secret;
pub mod service;
pub mod web;
