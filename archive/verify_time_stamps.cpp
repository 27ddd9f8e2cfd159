// The time-stamps on the signatures: each is over the signature beside it, by an authority that is
// trusted, and of a time between the statement and the end of the matter.
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

constexpr std::string_view statements = "data/statements/";
constexpr std::string_view stamp_ending = ".tsr", chain_ending = ".tsa.pem";

std::string without(std::string_view path, std::string_view ending) {
  return std::string(path.substr(0, path.size() - ending.size()));
}

/// "data/statements/s-1.2" is the second on "data/statements/s-1".
std::string stamped_statement(const std::string& base) { return base.substr(0, base.rfind('.')); }

/// When the statement says it was made; the beginning of time where it says nothing.
Instant made_at(const std::string& statement) {
  const auto said = canonical_object(statement);
  return said ? parse_instant(string_or(*said, "issued_at")).value_or(Instant{}) : Instant{};
}

std::optional<TimeStampFault> against(Examination& about, const std::string& stamp,
                                      const std::string& signature, const std::string& statement,
                                      const std::string& chain) {
  const auto read = TimeStamp::parse(stamp);
  if (!read) return read.error();
  if (read->bytes() != stamp) return TimeStampFault::not_a_time_stamp;  // as it was never kept
  const auto carried = TsaRoots::from_pem(chain);
  const TsaRoots* const roots = about.tsa_roots != nullptr ? about.tsa_roots
                                : carried                  ? &*carried
                                                           : nullptr;
  if (roots == nullptr) return TimeStampFault::untrusted;
  const auto good = read->verify(signature, *roots, std::nullopt);
  if (!good) return good.error();
  return time_stamp_out_of(good->at, made_at(statement), about.last);
}

void time_stamp(Examination& about, const std::string& path) {
  const std::string base = without(path, stamp_ending), statement = stamped_statement(base);
  if (!about.has(statement + ".sig")) return about.say("foreign-file", path, "on no signature");
  ++about.verdict.time_stamps;
  const auto stamp = about.text(path);
  const auto chain = about.text(base + std::string(chain_ending));
  const auto signature = about.text(statement + ".sig");
  const auto bytes = about.text(statement + ".json");
  if (!stamp || !chain || !signature || !bytes) return;
  if (const auto fault = against(about, *stamp, *signature, *bytes, *chain))
    about.say("time-stamp-" + std::string(code(*fault)), path);
}

}  // namespace

void examine_time_stamps(Examination& about) {
  for (const auto& [path, file] : about.files) {
    if (!path.starts_with(statements)) continue;
    if (path.ends_with(stamp_ending)) time_stamp(about, path);
    if (path.ends_with(chain_ending) &&
        !about.has(without(path, chain_ending) + std::string(stamp_ending)))
      about.say("foreign-file", path, "of no time-stamp");
  }
}

}  // namespace gavel::archive
