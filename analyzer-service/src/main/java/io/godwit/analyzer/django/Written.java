package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Scope;

/// An expression and where its names are looked up.
record Written(Scope scope, Expression expression) {}
