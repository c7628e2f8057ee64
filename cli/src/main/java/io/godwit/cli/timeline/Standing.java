package io.godwit.cli.timeline;

import io.godwit.events.Stage;

/// Where a migration stands.
///
/// @param state  in one word
/// @param stage  the stage it is in, or ended in
/// @param detail why, or what it waits for, in plain words
public record Standing(State state, Stage stage, String detail) {}
