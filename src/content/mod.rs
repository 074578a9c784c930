//! Content files: YAML → raw values → the validated model.

pub mod yaml;
