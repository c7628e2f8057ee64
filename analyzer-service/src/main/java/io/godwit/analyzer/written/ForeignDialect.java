package io.godwit.analyzer.written;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells SQL of other databases by words PostgreSQL does not have.
public final class ForeignDialect {
    private static final Map<String, Pattern> SIGNS = signs();

    private ForeignDialect() {}

    private static Map<String, Pattern> signs() {
        Map<String, Pattern> signs = new LinkedHashMap<>();
        signs.put(
                "ClickHouse",
                Pattern.compile("(?is)\\bENGINE\\s*=\\s*\\w*MergeTree|\\bLowCardinality\\s*\\(|\\bPREWHERE\\b|"
                        + "\\{\\w+\\s*:\\s*(?:String|U?Int\\d+|DateTime64?|Array\\(|Float\\d+)|\\bFINAL\\s+WHERE\\b|"
                        + "\\bLIMIT\\s+\\d+\\s+BY\\b|\\bON\\s+CLUSTER\\b"));
        signs.put(
                "MySQL",
                Pattern.compile("(?is)\\bENGINE\\s*=\\s*(?:InnoDB|MyISAM)|\\bAUTO_INCREMENT\\b|"
                        + "\\bON\\s+DUPLICATE\\s+KEY\\b|`\\w+`|\\bUNSIGNED\\b|\\bIFNULL\\s*\\(|\\bDATETIME\\s*\\(\\s*\\d|"
                        + "\\bINSERT\\s+IGNORE\\b|\\bSHOW\\s+(?:TABLES|DATABASES|COLUMNS)\\b"));
        signs.put(
                "SQLite",
                Pattern.compile("(?is)\\bAUTOINCREMENT\\b|\\bPRAGMA\\s+\\w+|\\bINSERT\\s+OR\\s+(?:REPLACE|IGNORE)\\b|"
                        + "\\bsqlite_master\\b|\\bWITHOUT\\s+ROWID\\b|\\bstrftime\\s*\\("));
        signs.put(
                "SQL Server",
                Pattern.compile("(?is)\\[dbo\\]|\\bNVARCHAR\\s*\\(|\\bIDENTITY\\s*\\(\\s*1\\s*,|\\bSELECT\\s+TOP\\b|"
                        + "\\bGETDATE\\s*\\("));
        signs.put("Oracle", Pattern.compile("(?is)\\bVARCHAR2\\b|\\bFROM\\s+DUAL\\b|\\bSYSDATE\\b|\\bROWNUM\\b"));
        return signs;
    }

    /// The database the SQL is for, if it is clearly not PostgreSQL.
    public static Optional<String> of(String sql) {
        String bare = withoutStringsAndComments(sql);
        return SIGNS.entrySet().stream()
                .filter(sign -> sign.getValue().matcher(bare).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// The text with strings emptied and comments blanked, so that words in them do not count.
    public static String withoutStringsAndComments(String sql) {
        return sql.replaceAll("(?m)--.*$", " ")
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("'[^']*+'", "''");
    }
}
