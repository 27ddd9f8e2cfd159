#include "db/package_test.hpp"

#include <fstream>
#include <utility>

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "archive/tar.hpp"
#include "db/pace.hpp"
#include "db/package_bytes.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/scratch.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

/// Ends a reading from within.
struct Stopped {};

/// Writes the stored tar to `file`, no faster than the rate; its SHA-256.
std::string copy_out(Pool& pool, const std::string& matter, const fs::path& file,
                     const TestPlan& plan, const archive::Progress& progress) {
  const auto pieces = pool.read([&](pqxx::transaction_base& tx) {
    return pg::integer(
        pg::exec(tx, "SELECT count(*) FROM package_tar WHERE matter = $1", matter)[0][0]);
  });
  std::ofstream out(file, std::ios::binary);
  archive::Digest digest(archive::DigestKind::sha256);
  Pace pace(plan.bytes_per_second, plan.stopped);
  for (std::size_t piece = 0; std::cmp_less(piece, pieces); ++piece) {
    progress(0);
    const std::string bytes = package_piece(pool, matter, piece);
    digest.update(bytes);
    out << bytes;
    if (!out.flush()) throw NoRoom("cannot write " + file.string());
    pace.keep(bytes.size());
  }
  return digest.finish_hex();
}

/// The tar and what is unpacked of it lie side by side. What cannot be known is tried.
void check_room(const fs::path& scratch, std::uint64_t size) {
  std::error_code unknown;
  const fs::space_info space = fs::space(scratch, unknown);
  if (!unknown && space.available / 2 < size)
    throw NoRoom(scratch.string() + " has " + std::to_string(space.available) +
                 " bytes free, and the test needs " + std::to_string(size * 2));
}

std::vector<std::string> failed_items(const JsonObject& report) {
  std::vector<std::string> failed;
  for (const Json& item : report.at("items").as_array()) {
    if (string_or(item.as_object(), "result") == "fail")
      failed.push_back(string_or(item.as_object(), "code"));
  }
  return failed;
}

PackageTest test(Pool& pool, const StoredPackage& package, Instant now, const TestPlan& plan,
                 const archive::Progress& progress) {
  const Scratch scratch(plan.scratch);
  check_room(scratch.path(), package.size);
  const fs::path tar = scratch.path() / "package.tar", unpacked = scratch.path() / "bag";
  if (copy_out(pool, package.matter, tar, plan, progress) != package.sha256)
    return PackageTest{.why = {"tar-digest"}, .report = {}};
  const auto declared = archive::decode_declared(package.declared);
  if (!declared) return PackageTest{.why = {"declared"}, .report = {}};
  if (const auto done = archive::extract_tar_file(tar, unpacked, progress); !done) {
    // Of the disk that it is unpacked on, and not of the package.
    if (done.error().code == "unreadable") throw NoRoom(to_string(done.error()));
    return PackageTest{.why = {"tar-unreadable"}, .report = {}};
  }
  PackageTest out;
  out.report = archive::four_property_test(
      unpacked / package.code, *declared, now,
      {.stage = plan.stage, .not_the_package = {}, .progress = progress});
  out.why = failed_items(out.report);
  return out;
}

}  // namespace

std::optional<PackageTest> test_stored(Pool& pool, const StoredPackage& package, Instant now,
                                       const TestPlan& plan) {
  try {
    return test(pool, package, now, plan, [&](std::size_t /*bytes*/) {
      if (plan.stopped != nullptr && *plan.stopped) throw Stopped{};
    });
  } catch (const Stopped&) {
    return std::nullopt;
  } catch (const fs::filesystem_error& failed) {
    throw NoRoom(failed.what());
  }
}

}  // namespace gavel::db
