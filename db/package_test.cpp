#include "db/package_test.hpp"

#include <fstream>
#include <stdexcept>

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "archive/tar.hpp"
#include "db/pace.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/scratch.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

std::string piece_of(Pool& pool, const std::string& matter, std::int64_t piece) {
  return pool.read([&](pqxx::transaction_base& tx) {
    const auto found =
        pg::exec(tx, "SELECT bytes FROM package_tar WHERE matter = $1 AND piece = $2::bigint",
                 matter, piece);
    return found.empty() ? std::string() : pg::bytes(found[0][0]);
  });
}

/// Writes the stored tar to `file`, no faster than the rate; its SHA-256, empty when stopped.
std::optional<std::string> copy_out(Pool& pool, const std::string& matter, const fs::path& file,
                                    const TestPlan& plan) {
  const auto pieces = pool.read([&](pqxx::transaction_base& tx) {
    return pg::integer(
        pg::exec(tx, "SELECT count(*) FROM package_tar WHERE matter = $1", matter)[0][0]);
  });
  std::ofstream out(file, std::ios::binary);
  archive::Digest digest(archive::DigestKind::sha256);
  Pace pace(plan.bytes_per_second);
  for (std::int64_t piece = 0; piece < pieces; ++piece) {
    if (plan.stopped != nullptr && *plan.stopped) return std::nullopt;
    const std::string bytes = piece_of(pool, matter, piece);
    digest.update(bytes);
    out << bytes;
    pace.keep(bytes.size());
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
  return digest.finish_hex();
}

std::vector<std::string> failed_items(const JsonObject& report) {
  std::vector<std::string> failed;
  for (const Json& item : report.at("items").as_array()) {
    if (string_or(item.as_object(), "result") == "fail")
      failed.push_back(string_or(item.as_object(), "code"));
  }
  return failed;
}

}  // namespace

std::optional<PackageTest> test_stored(Pool& pool, const StoredPackage& package, Instant now,
                                       const TestPlan& plan) {
  const Scratch scratch(plan.scratch);
  const fs::path tar = scratch.path() / "package.tar", unpacked = scratch.path() / "bag";
  const auto digest = copy_out(pool, package.matter, tar, plan);
  if (!digest) return std::nullopt;
  if (*digest != package.sha256) return PackageTest{.why = {"tar-digest"}, .report = {}};
  const auto declared = archive::decode_declared(package.declared);
  if (!declared) return PackageTest{.why = {"declared"}, .report = {}};
  if (const auto done = archive::extract_tar_file(tar, unpacked); !done) {
    // Of the disk that it is unpacked on, and not of the package.
    if (done.error().code == "unreadable") throw std::runtime_error(to_string(done.error()));
    return PackageTest{.why = {"tar-unreadable"}, .report = {}};
  }
  PackageTest out;
  out.report = archive::four_property_test(unpacked / package.code, *declared, now,
                                           {.stage = plan.stage, .not_the_package = {}});
  out.why = failed_items(out.report);
  return out;
}

}  // namespace gavel::db
