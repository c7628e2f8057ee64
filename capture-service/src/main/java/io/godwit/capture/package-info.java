/// Brings what production does into the topic captured-queries: the statements clients send, from the server's query
/// log or from messages an application journals into the write-ahead log, and the row changes they commit, through
/// Debezium.
@NullMarked
package io.godwit.capture;

import org.jspecify.annotations.NullMarked;
