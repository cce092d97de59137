//! One file per editor feature: parameters in, a plain result out.
