/// Migrations people wrote, taken as the proposal: found in the files of a change, read into statements, made a plan
/// with phases, probes and rollbacks, and compared with what the models need.
@NullMarked
package io.godwit.analyzer.written;

import org.jspecify.annotations.NullMarked;
