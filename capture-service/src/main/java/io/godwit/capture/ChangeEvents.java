package io.godwit.capture;

import io.godwit.capture.Masking.Masked;
import io.godwit.events.CaptureSource;
import io.godwit.events.CapturedQuery;
import io.godwit.events.ColumnValue;
import io.godwit.events.RowChange;
import io.godwit.events.RowOperation;
import io.godwit.model.DatabaseName;
import io.godwit.postgres.OwnTransactions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/// Makes events of what Debezium reads from the write-ahead log: row changes, and statements journalled
/// there.
final class ChangeEvents {
    private final DatabaseName database;
    private final CapturedStatements statements;
    private final Masking masking;
    /// The transaction of Godwit's own that is being read; transactions come one after the other. 0 at the beginning.
    private long ownTransaction;

    ChangeEvents(DatabaseName database, CapturedStatements statements, Masking masking) {
        this.database = database;
        this.statements = statements;
        this.masking = masking;
    }

    /// Empty for heartbeats, transaction marks, messages that are not Godwit's, and rows the executor changed.
    Optional<CapturedQuery> of(SourceRecord read) {
        if (!(read.value() instanceof Struct value) || value.schema().field("op") == null) {
            return Optional.empty();
        }
        String operation = value.getString("op");
        long transaction = number(value.getStruct("source"), "txId");
        if (operation.equals("m")
                && OwnTransactions.PREFIX.equals(value.getStruct("message").getString("prefix"))) {
            ownTransaction = transaction;
        }
        if (transaction != 0 && transaction == ownTransaction) {
            return Optional.empty();
        }
        return switch (operation) {
            case "c" -> Optional.of(change(read, value, RowOperation.INSERT));
            case "u" -> Optional.of(change(read, value, RowOperation.UPDATE));
            case "d" -> Optional.of(change(read, value, RowOperation.DELETE));
            case "m" -> journalled(value);
            default -> Optional.empty();
        };
    }

    private CapturedQuery change(SourceRecord read, Struct value, RowOperation operation) {
        Struct source = value.getStruct("source");
        List<ColumnValue> key = read.key() instanceof Struct columns ? columns(columns) : List.of();
        RowChange change = RowChange.newBuilder()
                .setSchemaName(source.getString("schema"))
                .setTable(source.getString("table"))
                .setOperation(operation)
                .setKey(key)
                .setAfter(Optional.ofNullable(value.getStruct("after"))
                        .map(this::columns)
                        .orElse(List.of()))
                .setLsn(number(source, "lsn"))
                .build();
        String transaction = String.valueOf(number(source, "txId"));
        return CapturedQuery.newBuilder()
                .setDatabase(database.value())
                .setSession("tx-" + transaction)
                .setSequence(position(value))
                .setSource(CaptureSource.ROW_CHANGE)
                .setTransaction(transaction)
                .setStartedAt(Instant.ofEpochMilli(number(source, "ts_ms")))
                .setWhat(change)
                .build();
    }

    private Optional<CapturedQuery> journalled(Struct value) {
        Struct message = value.getStruct("message");
        if (!JournalledStatement.PREFIX.equals(message.getString("prefix"))) {
            return Optional.empty();
        }
        Struct source = value.getStruct("source");
        long transaction = number(source, "txId");
        return JournalledStatement.parse(content(message.get("content")))
                .flatMap(statement -> statements.of(
                        statement,
                        Instant.ofEpochMilli(number(source, "ts_ms")),
                        transaction == 0 ? "" : String.valueOf(transaction)));
    }

    private static byte[] content(@Nullable Object content) {
        return switch (content) {
            case ByteBuffer bytes -> {
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield copy;
            }
            case byte[] bytes -> bytes;
            case null, default -> "".getBytes(StandardCharsets.UTF_8);
        };
    }

    private List<ColumnValue> columns(Struct row) {
        List<ColumnValue> columns = new ArrayList<>();
        for (Field field : row.schema().fields()) {
            Optional<Object> value = Optional.ofNullable(row.get(field));
            boolean unavailable = value.map(ColumnText::isUnavailable).orElse(false);
            Optional<String> text = value.filter(_ -> !unavailable)
                    .map(known -> ColumnText.of(known, type(field)))
                    .map(plain -> masking.value(plain, masking.hasName(field.name())))
                    .map(Masked::text);
            columns.add(ColumnValue.newBuilder()
                    .setColumn(field.name())
                    .setValue(text.orElse(null))
                    .setUnavailable(unavailable)
                    .build());
        }
        return columns;
    }

    private static String type(Field field) {
        return Optional.ofNullable(field.schema().parameters())
                .map(parameters -> parameters.get("__debezium.source.column.type"))
                .orElse("");
    }

    /// Position inside the transaction.
    private static long position(Struct value) {
        return Optional.ofNullable(value.getStruct("transaction"))
                .map(transaction -> transaction.getInt64("total_order"))
                .orElse(0L);
    }

    private static long number(Struct struct, String field) {
        return Optional.ofNullable(struct.getInt64(field)).orElse(0L);
    }
}
