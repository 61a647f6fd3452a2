//! The server: pages, API, jobs and command line over the use cases.

pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod gate;
pub mod http;
pub mod jobs;
pub mod mails;
pub mod observe;
pub mod pdf;
pub mod probe;
mod qr;
pub mod render;
pub mod router;
pub mod secret;
pub mod service;
pub mod web;
