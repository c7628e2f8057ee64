package io.godwit.schemas;

import io.godwit.events.CodeChanged;
import org.apache.avro.util.ClassSecurityValidator;

/// Tells Avro that the event classes may be read and written. Avro (1.12.2 and later) refuses every class nobody has
/// vouched for. [Topic] and [EventSerdes] do it by themselves; a program that builds events before it touches either
/// calls [#trust()] first, or sets the system property `org.apache.avro.SERIALIZABLE_PACKAGES` to `io.godwit.events`.
public final class TrustedEvents {
    private static final String EVENTS = CodeChanged.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(EVENTS)));
    }

    private TrustedEvents() {}

    /// Does it, once per JVM; whatever was trusted before stays trusted.
    public static void trust() {
        // Loading this class has done it.
    }
}
