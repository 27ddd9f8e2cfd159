#pragma once
// The answers of an OAI-PMH 2.0 repository as XML.
// https://www.openarchives.org/OAI/openarchivesprotocol.html
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/time.hpp"

namespace gavel::archive::oai {

/// What every answer says of its request. `arguments` are repeated in it, and are to be empty when
/// the answer is a badVerb or badArgument.
struct Asked {
  std::string base_url;
  Instant at;
  std::vector<std::pair<std::string, std::string>> arguments;
};

struct Repository {
  std::string name, admin_email;
  std::string domain;  ///< Of identifiers: "oai:<domain>:<encoded archival code>".
  Instant earliest;
};

struct Record {
  std::string identifier;
  Instant datestamp;
  std::vector<std::string> sets;
  bool deleted = false;
  std::string metadata;  ///< XML; "" for a header alone.
};

struct Resumption {
  std::string token;  ///< "" in the last part of a list.
  std::uint64_t list_size = 0, cursor = 0;
};

struct Format {
  std::string_view prefix, schema, name_space;
};
/// oai_dc and ead3.
[[nodiscard]] const std::vector<Format>& formats();

/// `code`: badVerb, badArgument, badResumptionToken, cannotDisseminateFormat, idDoesNotExist,
/// noRecordsMatch, noMetadataFormats, noSetHierarchy.
[[nodiscard]] std::string error(const Asked& asked, const std::string& code,
                                const std::string& sentence);
[[nodiscard]] std::string identify(const Asked& asked, const Repository& repository);
[[nodiscard]] std::string list_formats(const Asked& asked);
/// Specs with their names.
[[nodiscard]] std::string list_sets(const Asked& asked,
                                    const std::vector<std::pair<std::string, std::string>>& sets);
[[nodiscard]] std::string get_record(const Asked& asked, const Record& record);
/// `verb`: ListRecords, or ListIdentifiers, which leaves metadata out. At least one record.
/// `resumption` is absent where the list came whole.
[[nodiscard]] std::string list(const Asked& asked, const char* verb,
                               const std::vector<Record>& records,
                               const std::optional<Resumption>& resumption);

/// "2026-01-30T01:00:00Z".
[[nodiscard]] std::string datestamp(Instant at);
/// The first instant that "2026-01-30" or "2026-01-30T01:00:00Z" means; empty when it is neither.
[[nodiscard]] std::optional<Instant> first_instant(std::string_view text);
/// How long it lasts: a day or a second. `text` is one that first_instant reads.
[[nodiscard]] std::chrono::seconds granularity(std::string_view text);

}  // namespace gavel::archive::oai
