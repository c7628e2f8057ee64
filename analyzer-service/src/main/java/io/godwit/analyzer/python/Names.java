package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.Branch;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.analyzer.python.Statement.Import;
import io.godwit.analyzer.python.Statement.ImportFrom;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Follows names to what they stand for, across imports and classes.
public final class Names {
    /// Imports that lead in circles end here.
    private static final int MAX_DEPTH = 40;

    /// Names that need no import.
    private static final Set<String> BUILT_IN = Set.of(
            "object",
            "dict",
            "list",
            "tuple",
            "set",
            "frozenset",
            "str",
            "int",
            "float",
            "bool",
            "bytes",
            "complex",
            "len",
            "max",
            "min",
            "sum",
            "sorted",
            "range",
            "enumerate",
            "zip",
            "map",
            "filter",
            "type",
            "super",
            "property",
            "classmethod",
            "staticmethod",
            "getattr",
            "hasattr",
            "isinstance",
            "open",
            "print",
            "Exception");

    private final Modules modules;
    private final MadeClasses made;
    private final Map<PythonModule, Map<String, Statement>> bindings = new HashMap<>();
    private final Map<ClassDefinition, Map<String, Statement>> members = new IdentityHashMap<>();
    private final Set<ClassDefinition> basesAsked = Collections.newSetFromMap(new IdentityHashMap<>());

    public Names(Collection<PythonModule> modules) {
        this(modules, Names::asItIs);
    }

    public Names(Collection<PythonModule> modules, MadeClasses made) {
        this.modules = new Modules(modules);
        this.made = made;
    }

    /// The class that a call makes one of: `declarative_base(cls=Base)`.
    @FunctionalInterface
    public interface MadeClasses {
        /// The expression of that class; empty if the call makes none.
        Optional<Expression> of(Expression.Call call);
    }

    private static Optional<Expression> asItIs(Expression.Call call) {
        return Optional.empty();
    }

    public Collection<PythonModule> modules() {
        return modules.all();
    }

    /// What an expression of names and dots stands for.
    public Resolution resolve(Scope scope, Expression expression) {
        return switch (expression) {
            case Expression.Name(String name, int _) -> lookup(scope, name);
            case Expression.Attribute(Expression owner, String name, int _) -> member(resolve(scope, owner), name);
            case Expression.Subscript(Expression owner, var _, int _) -> resolve(scope, owner);
            case Expression other -> new Resolution.OfValue(scope, other);
        };
    }

    /// What a name that only stands for another one (`String = sqlalchemy.String`) comes to in the end.
    public Resolution followed(Resolution resolution) {
        Resolution current = resolution;
        for (int i = 0; i < MAX_DEPTH; i++) {
            if (!(current instanceof Resolution.OfValue(Scope scope, Expression value))
                    || !(value instanceof Expression.Name || value instanceof Expression.Attribute)) {
                return current;
            }
            Resolution next = resolve(scope, value);
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        return current;
    }

    /// What a bare name stands for: what is bound locally, else in the classes around, else in the module.
    public Resolution lookup(Scope scope, String name) {
        Resolution local = scope.locals().get(name);
        if (local != null) {
            return local;
        }
        for (int i = scope.classes().size() - 1; i >= 0; i--) {
            Scope around = new Scope(scope.module(), scope.classes().subList(0, i), scope.locals());
            Optional<Resolution> found =
                    ofOwnMember(new ClassReference(around, scope.classes().get(i)), name);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return inModule(scope.module(), name, 0);
    }

    /// A name of a module.
    public Resolution inModule(PythonModule module, String name) {
        return inModule(module, name, 0);
    }

    /// The module of an absolute dotted name, as seen from a file.
    public Optional<PythonModule> module(String dotted, PythonModule importer) {
        return modules.named(dotted, importer);
    }

    /// A member of a class, its bases searched too.
    public Optional<Resolution> memberOf(ClassReference type, String name) {
        return memberOf(type, name, 0);
    }

    /// What the bases of a class stand for, in order. A class whose bases are members of itself has none.
    public List<Resolution> bases(ClassReference type) {
        if (!basesAsked.add(type.definition())) {
            return List.of();
        }
        List<Resolution> bases = type.definition().bases().stream()
                .flatMap(Names::beyondMetaclass)
                .map(base -> classOf(resolve(type.scope(), base)))
                .toList();
        basesAsked.remove(type.definition());
        return bases;
    }

    /// The bases in `six.with_metaclass(Meta, Base)`.
    private static Stream<Expression> beyondMetaclass(Expression base) {
        return base instanceof Expression.Call call && call.calleeName().equals("with_metaclass")
                ? call.positional().stream().skip(1)
                : Stream.of(base);
    }

    /// What a dotted name in a string stands for: `'django.db.models.BigAutoField'`.
    public Resolution absolute(String dotted, PythonModule from) {
        return absolute(dotted, from, 0);
    }

    private Resolution absolute(String dotted, PythonModule from, int depth) {
        Optional<PythonModule> module = modules.named(dotted, from);
        if (module.isPresent()) {
            return new Resolution.OfModule(module.get());
        }
        if (modules.isPackage(dotted)) {
            return new Resolution.OfPackage(dotted);
        }
        int dot = dotted.lastIndexOf('.');
        if (dot < 0 || depth > MAX_DEPTH) {
            return new Resolution.External(dotted);
        }
        return switch (absolute(dotted.substring(0, dot), from, depth + 1)) {
            case Resolution.OfModule(PythonModule found) -> inModule(found, dotted.substring(dot + 1), depth + 1);
            case Resolution.OfClass(ClassReference type) ->
                memberOf(type, dotted.substring(dot + 1)).orElse(new Resolution.External(dotted));
            case Resolution _ -> new Resolution.External(dotted);
        };
    }

    /// A class behind other names, or behind the call that makes it; anything else as it is.
    private Resolution classOf(Resolution resolution) {
        return followed(resolution) instanceof Resolution end
                        && end instanceof Resolution.OfValue(Scope scope, Expression.Call call)
                        && made.of(call)
                                        .map(cls -> followed(resolve(scope, cls)))
                                        .orElse(end)
                                instanceof Resolution.OfClass type
                ? type
                : followed(resolution);
    }

    private Resolution member(Resolution owner, String name) {
        return switch (classOf(owner)) {
            case Resolution.OfModule(PythonModule module) -> inModule(module, name, 0);
            case Resolution.OfPackage(String dotted) ->
                modules.all().stream()
                        .findFirst()
                        .map(any -> absolute(dotted + "." + name, any, 0))
                        .orElse(new Resolution.External(dotted + "." + name));
            case Resolution.OfClass(ClassReference type) ->
                memberOf(type, name).orElse(new Resolution.Unknown(type.name() + "." + name));
            case Resolution.External(String dotted) -> new Resolution.External(dotted + "." + name);
            case Resolution.OfFunction(var _, var function) -> new Resolution.Unknown(function.name() + "." + name);
            case Resolution.OfValue(Scope scope, Expression value) ->
                new Resolution.OfValue(scope, new Expression.Attribute(value, name, value.line()));
            case Resolution.Unknown(String unknown) -> new Resolution.Unknown(unknown + "." + name);
        };
    }

    private Optional<Resolution> memberOf(ClassReference type, String name, int depth) {
        Optional<Resolution> own = ofOwnMember(type, name);
        if (own.isPresent() || depth > MAX_DEPTH) {
            return own;
        }
        for (Resolution base : bases(type)) {
            if (base instanceof Resolution.OfClass(ClassReference parent)) {
                Optional<Resolution> found = memberOf(parent, name, depth + 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Resolution> ofOwnMember(ClassReference type, String name) {
        return Optional.ofNullable(members.computeIfAbsent(type.definition(), each -> bindings(each.body()))
                        .get(name))
                .flatMap(statement -> definition(type.body(), statement));
    }

    private Resolution inModule(PythonModule module, String name, int depth) {
        if (depth > MAX_DEPTH) {
            return new Resolution.Unknown(name);
        }
        Statement bound = bindings.computeIfAbsent(module, each -> bindings(each.statements()))
                .get(name);
        return switch (bound) {
            case null -> starImported(module, name, depth);
            case Import(String dotted, String alias, int _) ->
                absolute(dotted.startsWith(alias + ".") ? alias : dotted, module, depth);
            case ImportFrom from -> imported(module, from, from.name(), depth + 1);
            case Statement statement -> definition(Scope.of(module), statement).orElse(new Resolution.Unknown(name));
        };
    }

    private Resolution starImported(PythonModule module, String name, int depth) {
        List<ImportFrom> stars = module.flattened()
                .filter(statement ->
                        statement instanceof ImportFrom from && from.name().equals("*"))
                .map(ImportFrom.class::cast)
                .toList();
        for (ImportFrom from : stars.reversed()) {
            Resolution found = imported(module, from, name, depth + 1);
            boolean nothing = found instanceof Resolution.Unknown
                    || found instanceof Resolution.External
                            && source(module, from).isPresent();
            boolean outside = found instanceof Resolution.External;
            if (!nothing && !outside) {
                return found;
            }
        }
        return submodule(module, name).orElseGet(() -> starOutside(module, stars, name));
    }

    /// What nothing among the files defines comes from a package that is imported whole, if there is one and the name
    /// is not the language's own.
    private Resolution starOutside(PythonModule module, List<ImportFrom> stars, String name) {
        return stars.stream()
                .filter(from -> from.level() == 0 && source(module, from).isEmpty() && !BUILT_IN.contains(name))
                .findFirst()
                .<Resolution>map(from -> new Resolution.External(from.module() + "." + name))
                .orElse(new Resolution.Unknown(name));
    }

    /// A package's modules are its members.
    private Optional<Resolution> submodule(PythonModule module, String name) {
        return module.isPackage() ? modules.relative(module, 1, name).map(Resolution.OfModule::new) : Optional.empty();
    }

    private Optional<PythonModule> source(PythonModule module, ImportFrom from) {
        return from.level() > 0
                ? modules.relative(module, from.level(), from.module())
                : modules.named(from.module(), module);
    }

    private Resolution imported(PythonModule module, ImportFrom from, String name, int depth) {
        Optional<PythonModule> source = source(module, from);
        if (source.isPresent() && !(source.get().equals(module) && depth > 1)) {
            Resolution found = inModule(source.get(), name, depth);
            if (!(found instanceof Resolution.Unknown)) {
                return found;
            }
        }
        Optional<PythonModule> nested = from.level() > 0
                ? modules.relative(module, from.level(), from.module().isEmpty() ? name : from.module() + "." + name)
                : modules.named(from.module() + "." + name, module);
        if (nested.isPresent()) {
            return new Resolution.OfModule(nested.get());
        }
        String dotted = ".".repeat(from.level()) + from.module() + "." + name;
        return source.filter(found -> !LibraryDescriptions.isOne(found)).isPresent()
                ? new Resolution.Unknown(dotted)
                : new Resolution.External(dotted);
    }

    private static Optional<Resolution> definition(Scope scope, Statement statement) {
        return switch (statement) {
            case ClassDefinition type -> Optional.of(new Resolution.OfClass(new ClassReference(scope, type)));
            case FunctionDefinition function -> Optional.of(new Resolution.OfFunction(scope.module(), function));
            case Assignment assignment -> assignment.value().map(value -> new Resolution.OfValue(scope, value));
            case Statement _ -> Optional.empty();
        };
    }

    /// The last binding of each name; what an `else` or `except` binds counts only if nothing else does.
    private static Map<String, Statement> bindings(List<Statement> statements) {
        Map<String, Statement> bound = new LinkedHashMap<>();
        for (Statement statement : statements) {
            switch (statement) {
                case Import(String _, String alias, int _) -> bound.put(alias, statement);
                case ImportFrom from -> bound.put(from.alias(), from);
                case ClassDefinition type -> bound.put(type.name(), type);
                case FunctionDefinition function -> bound.put(function.name(), function);
                case Assignment assignment ->
                    assignment
                            .name()
                            .filter(_ -> assignment.value().isPresent())
                            .ifPresent(name -> bound.put(name, assignment));
                case Branch branch -> {
                    bound.putAll(bindings(branch.body()));
                    bindings(branch.otherwise()).forEach(bound::putIfAbsent);
                }
                case Statement.Extension _, Statement.Return _, Statement.Bare _, Statement.Loop _ -> {}
            }
        }
        return bound;
    }
}
