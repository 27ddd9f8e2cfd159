#include <algorithm>
#include <array>
#include <set>

#include "archive/digest.hpp"
#include "archive/tar.hpp"
#include "db/grams.hpp"
#include "db/package_parts.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

constexpr std::size_t piece_size = 4u << 20;    ///< As the table has it.
constexpr std::size_t longest_text = 1u << 20;  ///< Bytes of one document that are searched.

/// Writes the tar's bytes as rows of one size, and their digest; only the digest when not `keep`.
class PieceWriter {
 public:
  PieceWriter(pqxx::transaction_base& tx, const std::string& matter, bool keep)
      : tx_(tx), matter_(matter), keep_(keep) {}

  void put(std::string_view bytes) {
    digest_.update(bytes);
    size_ += bytes.size();
    while (keep_ && !bytes.empty()) {
      const std::size_t taken = std::min(piece_size - piece_.size(), bytes.size());
      piece_.append(bytes.substr(0, taken));
      bytes.remove_prefix(taken);
      if (piece_.size() == piece_size) flush();
    }
  }
  std::string finish() {
    if (!piece_.empty()) flush();
    return digest_.finish_hex();
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }

 private:
  void flush() {
    pg::exec(tx_,
             "INSERT INTO package_tar (matter, piece, bytes) VALUES ($1, $2::integer, $3::bytea)",
             matter_, number_++, pg::Bytes{piece_});
    piece_.clear();
  }

  pqxx::transaction_base& tx_;
  const std::string& matter_;
  bool keep_;
  std::string piece_;
  std::uint64_t size_ = 0;
  int number_ = 0;
  archive::Digest digest_{archive::DigestKind::sha256};
};

bool is_text(const std::string& media_type) {
  return media_type.starts_with("text/") || media_type.starts_with("application/json") ||
         media_type.starts_with("application/xml");
}

/// The title and the words of the documents: of texts the words themselves, of all others their
/// titles.
std::string searched_text(const archive::PackageInput& input) {
  std::string text = input.title + "\n";
  for (const auto& document : input.documents) {
    text += document.title + "\n" + document.filename + "\n";
    if (!is_text(document.media_type)) continue;
    std::size_t room = longest_text;
    document.read([&](std::string_view bytes) {
      text += bytes.substr(0, room);
      room -= std::min(room, bytes.size());
    });
    text += "\n";
  }
  return fold(text);
}

std::vector<std::string> people_of(pqxx::transaction_base& tx, const Order& order) {
  std::vector<std::string> people;
  for (const auto& row :
       pg::exec(tx,
                "SELECT DISTINCT person FROM event, "
                "LATERAL (VALUES (actor->>'account'), (actor->>'name')) AS known(person) "
                "WHERE matter = $1 AND seq <= $2::bigint AND person <> ''",
                order.matter, order.seq)) {
    people.push_back(pg::text(row[0]));
  }
  return people;
}

std::set<std::string> stages_of(const archive::PackageInput& input) {
  std::set<std::string> stages;
  for (const auto& document : input.documents) {
    stages.insert(document.code);
    if (!document.stage.empty()) stages.insert(document.stage);
  }
  return stages;
}

pg::Array array_of(const auto& texts) {
  pg::Array array;
  for (const auto& text : texts) array.add(text);
  return array;
}

}  // namespace

void store_package(Pool& pool, const Order& order, const archive::PackageInput& input,
                   const std::filesystem::path& bag, const archive::Declared& declared,
                   const JsonObject& report, Instant now) {
  const Json* const verdict = report.if_contains("passed");
  const bool passed = verdict != nullptr && verdict->is_bool() && verdict->as_bool();
  const std::string searched = searched_text(input);
  pool.write([&](pqxx::transaction_base& tx) {
    // What failed its test does not enter the archive: its report says why, and it is built anew.
    PieceWriter pieces(tx, order.matter, passed);
    archive::write_tar(bag, archive::to_string(order.code), input.built_at,
                       [&](std::string_view bytes) { pieces.put(bytes); });
    const std::string sha256 = pieces.finish();
    pg::exec(
        tx,
        "UPDATE package SET status = $2, sha256 = decode($3, 'hex'), size = $4::bigint, declared = "
        "$5::json, "
        "report = $6::json, passed = $7::boolean, built_at = $8::timestamptz, people = $9::text[], "
        "stages = $10::text[], searched = $11, grams = $12::text[], failure = NULL WHERE matter = "
        "$1",
        order.matter, passed ? "built" : "failed", sha256, pieces.size(), archive::encode(declared),
        report, passed, now, array_of(people_of(tx, order)), array_of(stages_of(input)), searched,
        array_of(grams(searched, package_gram_length)));
  });
}

}  // namespace gavel::db
