/// Tests of the runtime, the integration tests against the shared broker and registry.
@NullMarked
package io.godwit.runtime;

import org.jspecify.annotations.NullMarked;
