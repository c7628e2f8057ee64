package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import java.util.Optional;

/// Which field a key is that nobody declares: the app says it, else the settings, else Django's version.
final class AutoFields {
    private final Evaluation evaluation;
    private final Apps apps;
    private final Optional<String> ofSettings;
    private final String ofVersion;

    /// @param ofSettings `DEFAULT_AUTO_FIELD`
    /// @param ofVersion  what it is without one
    AutoFields(Evaluation evaluation, Apps apps, Optional<String> ofSettings, String ofVersion) {
        this.evaluation = evaluation;
        this.apps = apps;
        this.ofSettings = ofSettings;
        this.ofVersion = ofVersion;
    }

    /// The name of Django's field that keys of a file's models are, or are derived from. A class that is not among the
    /// files keeps its own name, which no field of Django's has.
    String of(PythonModule module) {
        Optional<String> dotted = apps.of(module).autoField().or(() -> ofSettings);
        return dotted.map(name -> internalName(name, module)).orElse(ofVersion);
    }

    private String internalName(String dotted, PythonModule module) {
        String name = dotted.substring(dotted.lastIndexOf('.') + 1);
        if (FieldTypes.AUTO.contains(name)) {
            return name;
        }
        return evaluation.names().absolute(dotted, module) instanceof Resolution.OfClass(var type)
                ? CustomField.of(evaluation, type)
                        .map(CustomField::kind)
                        .filter(Kind.Known.class::isInstance)
                        .map(kind -> ((Kind.Known) kind).internalName())
                        .orElse(name)
                : name;
    }
}
