// The archive for harvesters: OAI-PMH 2.0 over the register of stored packages. Errors of the
// protocol are answers with status 200; who may ask is HTTP's affair. What is open to everyone is
// a repository of its own, in which a volume is as of the day it was opened, and deleted when it
// was closed again.
#include <map>
#include <regex>

#include "api/routes/context.hpp"
#include "api/routes/oai_circle.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "archive/digest.hpp"
#include "archive/oai_pmh.hpp"
#include "db/archive_harvest.hpp"

namespace gavel::api {
namespace {

namespace oai = archive::oai;

constexpr int records_at_once = 100;

/// A protocol error; `code` is one of archive::oai::error's.
struct Turned {
  std::string code, sentence;
};

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// Which arguments a verb takes; a resumption token goes alone.
struct Verb {
  std::vector<std::string> needed, possible;
  bool resumable = false;
};
const std::map<std::string, Verb>& verbs() {
  static const std::map<std::string, Verb> all{
      {"Identify", {{}, {}}},
      {"ListMetadataFormats", {{}, {"identifier"}}},
      {"ListSets", {{}, {}, true}},
      {"GetRecord", {{"identifier", "metadataPrefix"}, {}}},
      {"ListIdentifiers", {{"metadataPrefix"}, {"from", "until", "set"}, true}},
      {"ListRecords", {{"metadataPrefix"}, {"from", "until", "set"}, true}},
  };
  return all;
}

std::string value_of(const Arguments& arguments, std::string_view name) {
  const auto found = std::ranges::find(arguments, name, &Arguments::value_type::first);
  return found == arguments.end() ? "" : found->second;
}
bool has(const Arguments& arguments, std::string_view name) {
  return std::ranges::find(arguments, name, &Arguments::value_type::first) != arguments.end();
}

/// The verb's own arguments, each once, all that it needs, none that it does not know.
void check(const Arguments& arguments) {
  const auto verb = verbs().find(value_of(arguments, "verb"));
  const auto is_verb = [](const auto& each) { return each.first == "verb"; };
  if (verb == verbs().end() || std::ranges::count_if(arguments, is_verb) != 1) {
    throw Turned{"badVerb",
                 "verb must be given once, and be one of GetRecord, Identify, "
                 "ListIdentifiers, ListMetadataFormats, ListRecords, ListSets"};
  }
  const Verb& asked = verb->second;
  const bool resumed = asked.resumable && has(arguments, "resumptionToken");
  for (const auto& [name, value] : arguments) {
    const auto is_it = [&](const std::string& known) { return known == name; };
    const bool known = name == "verb" || (asked.resumable && name == "resumptionToken") ||
                       std::ranges::any_of(asked.needed, is_it) ||
                       std::ranges::any_of(asked.possible, is_it);
    if (!known) throw Turned{"badArgument", verb->first + " takes no " + name};
    if (std::ranges::count(arguments, name, &Arguments::value_type::first) != 1)
      throw Turned{"badArgument", name + " is given more than once"};
  }
  if (resumed && arguments.size() != 2)
    throw Turned{"badArgument", "resumptionToken goes alone, without other arguments"};
  for (const std::string& name : asked.needed) {
    if (!resumed && !has(arguments, name))
      throw Turned{"badArgument", verb->first + " needs " + name};
  }
}

void check_prefix(const std::string& prefix) {
  const auto known = [&](const oai::Format& format) { return format.prefix == prefix; };
  if (std::ranges::none_of(oai::formats(), known))
    throw Turned{"cannotDisseminateFormat", "there are oai_dc and ead3, not " + prefix};
}

// ---- sets

bool is_set_name(const std::string& text) {
  static const std::regex shape("[A-Za-z0-9_.!~*'()-]+");  // setSpecType of OAI-PMH.xsd
  return std::regex_match(text, shape);
}

std::string name_of_set(const std::string& field, const std::string& value) {
  if (field == "fonds") return "全宗 Fonds " + value;
  if (field == "year") return "年度 Year " + value;
  if (field == "procedure") return "程序 Procedure " + value;
  return "保管期限 Retention " + value;
}

void restrict_to(db::HarvestQuery& query, const std::string& set) {
  const std::size_t colon = set.find(':');
  const std::string field = set.substr(0, colon);
  const std::string value = colon == std::string::npos ? "" : set.substr(colon + 1);
  const bool is_year =
      value.size() == 4 && std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  if (field == "fonds" && !value.empty()) {
    query.fonds = value;
  } else if (field == "procedure" && !value.empty()) {
    query.procedure = value;
  } else if (field == "retention" && !value.empty()) {
    query.retention = value;
  } else if (field == "year" && is_year) {
    query.year = std::stoi(value);
  } else {
    throw Turned{"badArgument",
                 "sets are fonds:X, year:YYYY, procedure:NAME, retention:CLASS; see "
                 "ListSets"};
  }
}

// ---- a list and where it is

/// What a resumption token says: the list, and what has been given of it.
struct Listing {
  std::string prefix, from, until, set, after;
  std::uint64_t cursor = 0;
};

std::string token_of(const Listing& at) {
  return archive::to_base64(json_text(JsonObject{{"prefix", at.prefix},
                                                 {"from", at.from},
                                                 {"until", at.until},
                                                 {"set", at.set},
                                                 {"after", at.after},
                                                 {"cursor", at.cursor}}));
}

Listing listing_of_token(const std::string& token) {
  const Turned bad{"badResumptionToken", "this token is none of ours; begin the list anew"};
  const auto text = archive::from_base64(token);
  const auto json = text ? parse_json(*text) : parse_json("");
  if (!json || !json->is_object()) throw bad;
  const JsonObject& members = json->get_object();
  Listing at{.prefix = string_or(members, "prefix"),
             .from = string_or(members, "from"),
             .until = string_or(members, "until"),
             .set = string_or(members, "set"),
             .after = string_or(members, "after")};
  const Json* const cursor = members.if_contains("cursor");
  if (cursor == nullptr || !cursor->is_int64() || cursor->get_int64() < 0 || at.after.empty())
    throw bad;
  at.cursor = static_cast<std::uint64_t>(cursor->get_int64());
  return at;
}

Instant instant_of(const std::string& name, const std::string& text) {
  const auto at = oai::first_instant(text);
  if (!at) {
    throw Turned{
        "badArgument",
        name + " must be a day such as 2026-01-30, or 2026-01-30T01:00:00Z; given: " + text};
  }
  return *at;
}

db::HarvestQuery query_of(const Listing& at) {
  db::HarvestQuery query;
  query.after = at.after;
  query.limit = records_at_once;
  if (!at.from.empty()) query.from = instant_of("from", at.from);
  if (!at.until.empty()) query.before = instant_of("until", at.until) + oai::granularity(at.until);
  if (query.from && query.before) {
    if (at.from.size() != at.until.size())
      throw Turned{"badArgument", "from and until must both be days, or both have seconds"};
    if (*query.from >= *query.before) throw Turned{"badArgument", "until lies before from"};
  }
  if (!at.set.empty()) restrict_to(query, at.set);
  return query;
}

// ---- answers

class Harvest {
 public:
  Harvest(Context& context, const Call& call, Arguments arguments, db::Holdings holdings)
      : context_(context),
        call_(call),
        arguments_(std::move(arguments)),
        is_open_(holdings == db::Holdings::open),
        harvest_(context.services.pool, holdings),
        asked_{
            base_url(call.request) + (is_open_ ? "/open" : ""), context.services.clock.now(), {}} {}

  std::string answer() {
    try {
      check(arguments_);
      asked_.arguments = arguments_;
      return by_verb(value_of(arguments_, "verb"));
    } catch (const Turned& turned) {
      if (turned.code == "badVerb" || turned.code == "badArgument") asked_.arguments.clear();
      return oai::error(asked_, turned.code, turned.sentence);
    }
  }

 private:
  std::string by_verb(const std::string& verb) {
    if (verb == "Identify") return oai::identify(asked_, repository());
    if (verb == "ListMetadataFormats") return formats();
    if (verb == "ListSets") return sets();
    if (verb == "GetRecord") return record();
    return list(verb);
  }

  [[nodiscard]] std::string base_url(const http::Request& request) const {
    const std::string& own = context_.services.harvesting.public_url;
    if (!own.empty()) return own + "/oai";
    return "http://" + std::string(request.headers.get("Host")) + "/oai";
  }

  [[nodiscard]] oai::Repository repository() {
    const auto& own = context_.services.harvesting;
    return {own.name, own.email, own.domain, harvest_.earliest().value_or(asked_.at)};
  }

  [[nodiscard]] std::string identifier_of(const std::string& code) const {
    return "oai:" + context_.services.harvesting.domain + ":" + encoded(code);
  }

  [[nodiscard]] db::HarvestedVolume volume_of(const std::string& identifier) {
    const std::string prefix = identifier_of("");
    if (identifier.starts_with(prefix)) {
      const auto target = parse_target("/" + identifier.substr(prefix.size()));
      if (target && target->segments.size() == 1) {
        if (auto found = harvest_.find(target->segments.front())) return *std::move(found);
      }
    }
    throw Turned{"idDoesNotExist", "there is no " + identifier};
  }

  /// What is open to everyone has been looked through by the archive.
  [[nodiscard]] oai::Record record_of(db::HarvestedVolume found, const std::string& prefix) const {
    oai::Record record{.identifier = identifier_of(found.volume.code),
                       .datestamp = found.stamped_at,
                       .sets = {},
                       .deleted = found.is_withdrawn,
                       .metadata = {}};
    for (const auto& [field, value] :
         {std::pair{"fonds", found.volume.fonds},
          std::pair{"year", std::to_string(found.volume.year)},
          std::pair{"procedure", found.procedure}, std::pair{"retention", found.retention}}) {
      if (is_set_name(value)) record.sets.push_back(std::string(field) + ":" + value);
    }
    if (record.deleted || prefix.empty()) return record;
    if (!is_open_) hide_what_is_kept(context_, call_, found);
    if (prefix == "oai_dc") record.metadata = archive::dublin_core_xml(found.volume);
    if (prefix == "ead3") record.metadata = archive::ead3_xml(found.volume);
    return record;
  }

  std::string formats() {
    if (has(arguments_, "identifier")) (void)volume_of(value_of(arguments_, "identifier"));
    return oai::list_formats(asked_);
  }

  std::string sets() {
    if (has(arguments_, "resumptionToken"))
      throw Turned{"badResumptionToken", "the list of sets comes whole"};
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& [field, value] : harvest_.values()) {
      if (is_set_name(value)) all.emplace_back(field + ":" + value, name_of_set(field, value));
    }
    if (all.empty()) throw Turned{"noSetHierarchy", "nothing is stored yet, so there are no sets"};
    return oai::list_sets(asked_, all);
  }

  std::string record() {
    const std::string prefix = value_of(arguments_, "metadataPrefix");
    const db::HarvestedVolume found = volume_of(value_of(arguments_, "identifier"));
    check_prefix(prefix);
    return oai::get_record(asked_, record_of(found, prefix));
  }

  std::string list(const std::string& verb) {
    const bool resumed = has(arguments_, "resumptionToken");
    Listing at = resumed ? listing_of_token(value_of(arguments_, "resumptionToken"))
                         : Listing{.prefix = value_of(arguments_, "metadataPrefix"),
                                   .from = value_of(arguments_, "from"),
                                   .until = value_of(arguments_, "until"),
                                   .set = value_of(arguments_, "set"),
                                   .after = {}};
    for (const char* name : {"from", "until", "set"}) {
      if (has(arguments_, name) && value_of(arguments_, name).empty())
        throw Turned{"badArgument", std::string(name) + " is empty"};
    }
    check_prefix(at.prefix);
    const db::HarvestQuery query = query_of(at);
    const auto found = harvest_.volumes(query);
    if (found.empty()) throw Turned{"noRecordsMatch", "nothing stored meets these conditions"};
    std::vector<oai::Record> records;
    const std::string prefix = verb == "ListRecords" ? at.prefix : "";
    for (const auto& each : found) records.push_back(record_of(each, prefix));
    std::optional<oai::Resumption> resumption;
    const bool is_full = found.size() == static_cast<std::size_t>(records_at_once);
    if (is_full || resumed) {
      resumption =
          oai::Resumption{.token = "", .list_size = harvest_.count(query), .cursor = at.cursor};
      at.cursor += found.size();
      at.after = found.back().volume.code;
      if (at.cursor < resumption->list_size) resumption->token = token_of(at);
    }
    return oai::list(asked_, verb.c_str(), records, resumption);
  }

  Context& context_;
  const Call& call_;
  const Arguments arguments_;
  const bool is_open_;
  db::ArchiveHarvest harvest_;
  oai::Asked asked_;
};

http::Response xml_response(std::string text) {
  return text_response(std::move(text), "text/xml; charset=utf-8");
}

template <db::Holdings holdings>
http::Response get(Context& context, Call& call) {
  return xml_response(Harvest(context, call, call.query_parameters, holdings).answer());
}

/// The arguments as a form, which the protocol offers for those too long for a URL.
template <db::Holdings holdings>
http::Response post(Context& context, Call& call) {
  constexpr std::string_view form = "application/x-www-form-urlencoded";
  if (!call.request.headers.get("Content-Type").starts_with(form))
    throw Problem{.type = "wrong-content-type", .values = {{"expected", form}}};
  const auto target = parse_target("/?" + call.request.body);
  if (!target || !call.query_parameters.empty()) throw Problem{.type = "bad-target"};
  return xml_response(Harvest(context, call, target->query, holdings).answer());
}

}  // namespace

void add_oai(Router& router) {
  const Access for_harvesters{.roles = {"archivist", "auditor", "harvester"}, .basic = true};
  router.add({"GET", "/oai", for_harvesters, get<db::Holdings::all>});
  router.add({"POST", "/oai", for_harvesters, post<db::Holdings::all>});
  router.add({"GET", "/oai/open", for_public, get<db::Holdings::open>});
  router.add({"POST", "/oai/open", for_public, post<db::Holdings::open>});
}

}  // namespace gavel::api
