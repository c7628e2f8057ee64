/// The local stack and the services, each a process of its own on this machine.
@NullMarked
package io.godwit.cli.local;

import org.jspecify.annotations.NullMarked;
