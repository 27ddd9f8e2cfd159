#include "db/archive_index.hpp"

#include <algorithm>

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "db/document_text.hpp"
#include "db/documents.hpp"
#include "db/grams.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"
#include "engine/matter/circle.hpp"

namespace gavel::db {
namespace {

struct Volume {
  std::string matter;
  std::int64_t seq = 0;  ///< The package holds the matter's documents up to this event.
  std::string code, title, procedure, unit;
  int year = 0;
  Instant built_at;
};

/// A stored package that has no row for its volume, which is written with all others.
std::optional<Volume> next_volume(pqxx::transaction_base& tx) {
  const auto found = pg::exec(
      tx,
      "SELECT p.matter, p.seq, p.archival_code, p.title, p.procedure, p.year, p.built_at, m.unit "
      "FROM package p JOIN matter m ON m.id = p.matter WHERE p.status = 'built' AND NOT EXISTS "
      "(SELECT FROM archive_record r WHERE r.matter = p.matter AND r.n = 0) AND NOT EXISTS "
      "(SELECT FROM destruction x WHERE x.matter = p.matter) "
      "ORDER BY p.archival_code LIMIT 1");
  if (found.empty()) return std::nullopt;
  const auto row = found[0];
  Volume volume;
  volume.matter = pg::text(row["matter"]);
  volume.seq = pg::integer(row["seq"]);
  volume.code = pg::text(row["archival_code"]);
  volume.title = pg::text(row["title"]);
  volume.procedure = pg::text(row["procedure"]);
  volume.unit = pg::text(row["unit"]);
  volume.year = static_cast<int>(pg::integer(row["year"]));
  volume.built_at = pg::instant(row["built_at"]);
  return volume;
}

/// The roles that something of a volume is for; none: it is kept to nobody.
using Circle = std::optional<std::vector<std::string>>;

/// For whoever is of both.
Circle both(const Circle& one, const Circle& other) {
  if (!one || !other) return one ? one : other;
  std::vector<std::string> roles;
  for (const std::string& role : *one)
    if (std::ranges::find(*other, role) != other->end()) roles.push_back(role);
  return roles;
}

Circle circle_of(const desk::Loaded& loaded) {
  const auto circle = matter::circle_of(*loaded.procedure, loaded.snapshot);
  return circle ? Circle(circle->roles) : std::nullopt;
}

/// Of papers of one kind.
Circle circle_of_kind(const procedure::Procedure& procedure, const std::string& code) {
  Circle out;
  for (const procedure::KeptPart& part : procedure::circles_in(procedure).parts) {
    if (std::ranges::find(part.documents, code) != part.documents.end())
      out = both(out, part.circle.roles);
  }
  return out;
}

/// One row; the words of a volume are its title, and whoever acted in the matter stands in it.
struct Record {
  int n = 0;
  std::optional<std::string> document;
  std::string title, kind, stage, media_type, sha256, words;
  std::uint64_t size = 0;
  Instant at;
  std::string by;  ///< Account; of the volume empty.
  Circle kept_for;
};

void insert(pqxx::transaction_base& tx, const Volume& volume, const Record& record) {
  const std::string searched = fold(record.words);
  const pg::Array words(grams(searched, record_gram_length));
  std::optional<pg::Array> kept_for;
  if (record.kept_for) kept_for.emplace(*record.kept_for);
  pg::exec(tx,
           "INSERT INTO archive_record (matter, n, archival_code, document, title, kind, stage, "
           "unit, procedure, year, at, people, media_type, size, sha256, searched, grams, access, "
           "kept_for) "
           "SELECT $1, $2::integer, $3, $4, $5, $6, $7, $8, $9, $10::integer, $11::timestamptz, "
           "CASE WHEN $2::integer = 0 THEN p.people ELSE "
           "array_remove(ARRAY[$12, (SELECT name FROM account WHERE account = $12)], NULL) END, "
           "$13, $14::bigint, $15, $16, $17::text[], access_of($3, $4), $18::text[] FROM package p "
           "WHERE p.matter = $1",
           volume.matter, record.n, volume.code, record.document, record.title, record.kind,
           record.stage, volume.unit, volume.procedure, volume.year, record.at, record.by,
           record.media_type, static_cast<std::int64_t>(record.size), record.sha256, searched,
           words, kept_for);
}

Record of_volume(const Volume& volume) {
  Record record;
  record.title = volume.title;
  record.kind = "volume";
  record.words = volume.title;
  record.media_type = "application/x-tar";
  record.at = volume.built_at;
  return record;
}

/// What cannot be read any more is found by its title; the fixity test reports it.
std::string words_in(Documents& documents, const matter::Document& document,
                     const std::filesystem::path& scratch) {
  try {
    const std::string bytes = documents.bytes(document.id).value_or("");
    return document_text({document.media_type, bytes.size(), [&](const auto& put) { put(bytes); }},
                         scratch);
  } catch (const BrokenInvariant& damaged) {
    spdlog::error("archive index: document {} has no words: {}", document.id, damaged.what());
    return "";
  }
}

Record of_document(const matter::Document& document, int n, const std::string& words) {
  Record record;
  record.n = n;
  record.document = document.id;
  record.title = document.title;
  record.kind = document.code;
  record.media_type = document.media_type;
  record.sha256 = document.sha256;
  record.size = document.size;
  record.at = document.at;
  record.by = document.by;
  record.words = document.title + "\n" + document.filename + "\n" + words;
  return record;
}

}  // namespace

ArchiveIndex::ArchiveIndex(Pool& pool, MatterStore& matters, std::filesystem::path scratch)
    : pool_(pool), matters_(matters), scratch_(std::move(scratch)) {}

bool ArchiveIndex::index_next() {
  const auto volume = pool_.read(next_volume);
  if (!volume) return false;
  const auto loaded = matters_.load(volume->matter);
  ensure(loaded.has_value(), "a package's matter exists");
  std::filesystem::create_directories(scratch_);
  const Circle circle = circle_of(*loaded);
  std::vector<Record> records{of_volume(*volume)};
  records.front().kept_for = circle;
  Documents documents(pool_);
  for (const DocumentRow& row : documents.of_matter(volume->matter)) {
    if (row.seq > volume->seq) continue;
    const Circle of_kind = circle_of_kind(*loaded->procedure, row.document.code);
    matter::Document document = row.document;
    // What its circle alone reads is found by it under its own title; what others read is not.
    if (!of_kind && procedure::goes_by_kind(*loaded->procedure, document.code)) {
      document.title = loaded->procedure->documents.at(document.code).title.zh;
      document.filename = document.code;
    }
    records.push_back(of_document(document, static_cast<int>(records.size()),
                                  words_in(documents, document, scratch_)));
    records.back().kept_for = both(circle, of_kind);
    const auto type = loaded->procedure->documents.find(row.document.code);
    if (type != loaded->procedure->documents.end()) records.back().stage = type->second.stage;
  }
  pool_.write([&](pqxx::transaction_base& tx) {
    // Another node may have come first, or the volume's destruction.
    pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('keeping:' || $1))", volume->code);
    if (!pg::exec(tx,
                  "SELECT FROM archive_record WHERE matter = $1 UNION ALL SELECT FROM destruction "
                  "WHERE matter = $1 LIMIT 1",
                  volume->matter)
             .empty())
      return;
    for (const Record& record : records) insert(tx, *volume, record);
  });
  return true;
}

std::size_t ArchiveIndex::run_once() {
  std::size_t done = 0;
  while (index_next()) ++done;
  if (done > 0) spdlog::info("archive index: {} packages added", done);
  return done;
}

}  // namespace gavel::db
