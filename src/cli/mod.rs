//! The command line: one file per subcommand. The only module that prints.
