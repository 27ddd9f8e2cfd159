#include "db/export_rows.hpp"

#include <array>

#include <fmt/format.h>

#include "db/out_file.hpp"
#include "db/pg.hpp"
#include "db/row_witness.hpp"
#include "engine/base/json.hpp"

namespace gavel::db {
namespace {

constexpr int rows_at_once = 50;
const std::string witnesses = "witnesses/";

/// Big-endian, as the ledger's bundles of entries write theirs in two bytes.
std::string length_of(std::string_view text) {
  std::string out;
  for (const int shift : {24, 16, 8, 0}) {
    out +=
        static_cast<char>(static_cast<unsigned char>(text.size() >> static_cast<unsigned>(shift)));
  }
  return out;
}

/// Whether its rows are in the export whole. Of a cache a missing row says nothing, and the
/// ledger's own tables are there as the ledger.
bool is_told(pqxx::transaction_base& tx, const WitnessedTable& table,
             std::string_view secret_columns) {
  if (table.may_vanish || table.relation.starts_with("ledger_")) return false;
  if (table.relation == "personal_key" || table.relation == "comment_person") return false;
  return pg::exec(tx,
                  "SELECT 1 FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT "
                  "attisdropped AND attname = ANY(" +
                      std::string(secret_columns) + ")",
                  std::string(table.relation))
      .empty();
}

class Rows {
 public:
  Rows(pqxx::transaction_base& tx, const std::filesystem::path& folder,
       const std::function<void(const std::string&, const std::string&)>& list)
      : tx_(tx), folder_(folder), list_(list) {}

  void write_batches() {
    std::int64_t last = 0;
    for (;;) {
      const auto found = pg::exec(tx_,
                                  "SELECT batch, body, EXISTS (SELECT FROM ledger_pending "
                                  "WHERE kind = 'rows' AND subject = batch::text) AS waits FROM "
                                  "row_batch WHERE batch > $1::bigint ORDER BY batch LIMIT 16",
                                  last);
      if (found.empty()) break;
      for (const auto& row : found) {
        last = pg::integer(row["batch"]);
        const std::string body = pg::bytes(row["body"]);
        if (pg::boolean(row["waits"])) {
          waiting_ += body.substr(body.find('\n') + 1);
        } else {
          write(fmt::format("batches/{:012}", last), body);
        }
      }
    }
  }

  void write_pending() {
    std::string lines = waiting_;
    for (const auto& row : pg::exec(tx_,
                                    "SELECT relation, key, encode(digest, 'hex') AS digest FROM "
                                    "row_pending ORDER BY id")) {
      lines += json_text(JsonArray{pg::text(row["relation"]), pg::text(row["key"]),
                                   pg::text(row["digest"])}) +
               "\n";
    }
    write("pending", lines);
  }

  void write_table(const WitnessedTable& table) {
    const std::string relation(table.relation);
    OutFile keys(folder_ / (witnesses + relation + ".keys"));
    OutFile rows(folder_ / (witnesses + relation + ".rows"));
    pg::exec(tx_, "DECLARE told_rows NO SCROLL CURSOR FOR SELECT " + std::string(table.key) +
                      ", (" + std::string(table.content) + ")::text FROM " + relation +
                      " r ORDER BY 1");
    for (;;) {
      const auto found = pg::exec(tx_, fmt::format("FETCH {} FROM told_rows", rows_at_once));
      if (found.empty()) break;
      for (const auto& row : found) {
        std::string line = json_text(JsonArray{relation, pg::text(row[0])});
        line.back() = ',';
        const std::string text = pg::text(row[1]);
        keys.write(line + "\n");
        rows.write(length_of(text));
        rows.write(text);
      }
    }
    pg::exec(tx_, "CLOSE told_rows");
    list_(witnesses + relation + ".keys", keys.finish());
    list_(witnesses + relation + ".rows", rows.finish());
  }

 private:
  void write(const std::string& name, std::string_view bytes) {
    OutFile out(folder_ / (witnesses + name));
    out.write(bytes);
    list_(witnesses + name, out.finish());
  }

  pqxx::transaction_base& tx_;
  const std::filesystem::path& folder_;
  const std::function<void(const std::string&, const std::string&)>& list_;
  std::string waiting_;  ///< Lines of batches whose leaf has no place in the ledger yet.
};

}  // namespace

void export_rows(pqxx::transaction_base& tx, const std::filesystem::path& folder,
                 std::string_view secret_columns,
                 const std::function<void(const std::string&, const std::string&)>& list) {
  Rows rows(tx, folder, list);
  rows.write_batches();
  rows.write_pending();
  for (const WitnessedTable& table : witnessed_tables()) {
    if (is_told(tx, table, secret_columns)) rows.write_table(table);
  }
}

}  // namespace gavel::db
