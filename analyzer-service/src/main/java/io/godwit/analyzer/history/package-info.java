/// What the log says of changes analyzed before: it is read anew, so that nothing is lost with a process.
@NullMarked
package io.godwit.analyzer.history;

import org.jspecify.annotations.NullMarked;
