#pragma once
// A superuser who changes the database behind our back: every column of every row, one after the
// other. What must be noticed is what `gavel fsck` then says.
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <pqxx/pqxx>

namespace gavel::db::test {

/// Tables that say nothing of what was decided, and why no witness stands behind them.
inline const std::set<std::string> without_witness{
    "idempotency",     // answers to repeated requests, forgotten after a week
    "session",         // log-ins of the next hours; a token's digest opens nothing by itself
    "writer",          // batches counted by a node while it lives
    "virtual_clock",   // trying out only; refused in production
    "schema_version",  // compared with the program before anything is read
    "witness_turn",    // which node speaks with the witnesses for the next half minute
    "row_pending",     // waits a second to be sealed; compared with its row
    "recount",         // how far running matters were counted anew; gone when all were
};

/// Who may do everything, and does.
class Vandal {
 public:
  explicit Vandal(const std::string& url) : session_(url) {
    run("SET search_path = public");
    for (const auto& table : tables()) {
      if (!without_witness.contains(table)) disarm(table);
    }
  }

  [[nodiscard]] std::vector<std::pair<std::string, std::string>> columns() {
    std::vector<std::pair<std::string, std::string>> all;
    pqxx::nontransaction tx(session_);
    for (
        const auto& row : tx.exec(
            "SELECT attrelid::regclass::text, attname FROM pg_attribute JOIN pg_class c ON c.oid = "
            "attrelid WHERE c.relkind = 'r' AND relnamespace = 'public'::regnamespace AND attnum > "
            "0 AND NOT attisdropped ORDER BY 1, attnum"))
      all.emplace_back(row[0].c_str(), row[1].c_str());
    return all;
  }
  /// One made-up row in every table that has none, so that no table is left untried.
  void fill_empty_tables() {
    for (const auto& table : tables()) {
      if (without_witness.contains(table)) continue;
      if (!rows("SELECT 1 FROM " + table + " LIMIT 1").empty()) continue;
      std::string values;
      for (const auto& type : rows("SELECT atttypid::regtype::text FROM pg_attribute WHERE attnum "
                                   "> 0 AND NOT attisdropped AND attrelid = '" +
                                   table + "'::regclass ORDER BY attnum"))
        values += (values.empty() ? "" : ", ") + filler(type);
      run("ALTER TABLE " + table + " ENABLE TRIGGER ALL");
      run("INSERT INTO " + table + " VALUES (" + values + ")");
      run("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
    }
  }
  /// Changes one value, or gives one where there is none. `undo` puts the table back.
  [[nodiscard]] bool change(const std::string& table, const std::string& column, int seed) {
    const std::string type = rows(
        "SELECT atttypid::regtype::text FROM pg_attribute WHERE attrelid "
        "= '" +
        table + "'::regclass AND attname = '" + column + "'")[0];
    run("CREATE TABLE IF NOT EXISTS kept.\"" + table + "\" AS TABLE " + table + " WITH NO DATA");
    run("TRUNCATE kept.\"" + table + "\"");
    run("INSERT INTO kept.\"" + table + "\" TABLE " + table);
    const auto set = [&](const std::string& value, const std::string& which) {
      return !rows("UPDATE " + table + " SET " + column + " = " + value +
                   " WHERE ctid = (SELECT ctid FROM " + table + " WHERE " + which +
                   " ORDER BY random() LIMIT 1) RETURNING 1")
                  .empty();
    };
    return set(changed(column, type, seed), "length(" + column + "::text) > 0") ||
           set(filler(type), "true");
  }
  void undo(const std::string& table) {
    run("DELETE FROM " + table);
    run("INSERT INTO " + table + " TABLE kept.\"" + table + "\"");
  }

 private:
  std::vector<std::string> tables() {
    return rows(
        "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        "'public'::regnamespace ORDER BY 1");
  }
  static std::string filler(const std::string& type) {
    if (type == "bytea") return "'some bytes'::bytea";
    if (type == "boolean") return "true";
    if (type == "date" || type.starts_with("timestamp")) return "'2026-03-02'";
    if (type == "integer" || type == "bigint" || type == "smallint") return "7";
    if (type.ends_with("[]")) return "'{a}'";
    if (type.starts_with("json")) return "'{\"a\": 1}'";
    return "'made up'";
  }
  /// The value with one byte of it, or its least unit, changed.
  static std::string changed(const std::string& column, const std::string& type, int seed) {
    const std::string at = "(" + std::to_string(seed) + " % length(" + column + "::text)) + 1";
    if (type == "bytea")
      return "set_byte(" + column + ", " + std::to_string(seed) + " % length(" + column +
             "), get_byte(" + column + ", " + std::to_string(seed) + " % length(" + column +
             ")) # 1)";
    if (type == "boolean") return "NOT " + column;
    if (type == "date") return column + " + 1";
    if (type == "timestamp with time zone") return column + " + interval '1 microsecond'";
    if (type == "integer" || type == "bigint") return column + " # 64";
    if (type == "text[]") return column + " || '{x}'::text[]";
    if (type == "json") return "regexp_replace(" + column + "::text, '.$', ' \\&')::json";
    return "overlay(" + column + " placing CASE substr(" + column + ", " + at +
           ", 1) WHEN 'a' THEN 'b' ELSE 'a' END from " + at + " for 1)";
  }
  void disarm(const std::string& table) {
    run("CREATE SCHEMA IF NOT EXISTS kept");
    for (const auto& constraint :
         rows("SELECT conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname) FROM "
              "pg_constraint WHERE conrelid = '" +
              table + "'::regclass ORDER BY contype <> 'f'"))
      run("ALTER TABLE " + constraint + " CASCADE");
    for (const auto& column : rows("SELECT attname FROM pg_attribute WHERE attidentity <> '' AND "
                                   "attrelid = '" +
                                   table + "'::regclass"))
      run("ALTER TABLE " + table + " ALTER COLUMN " + column + " DROP IDENTITY");
    for (const auto& column : rows("SELECT attname FROM pg_attribute WHERE attgenerated <> '' AND "
                                   "attrelid = '" +
                                   table + "'::regclass"))
      run("ALTER TABLE " + table + " ALTER COLUMN " + column + " DROP EXPRESSION");
    run("ALTER TABLE " + table + " DISABLE TRIGGER ALL");
  }
  void run(const std::string& sql) {
    pqxx::nontransaction tx(session_);
    tx.exec(sql);
  }
  std::vector<std::string> rows(const std::string& sql) {
    pqxx::nontransaction tx(session_);
    std::vector<std::string> texts;
    for (const auto& row : tx.exec(sql)) texts.emplace_back(row[0].c_str());
    return texts;
  }
  pqxx::connection session_;
};

}  // namespace gavel::db::test
