// The ledger as C2SP tlog-tiles serves it: open to everyone, verifiable by anyone.
#include <charconv>

#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "db/ledger_store.hpp"
#include "db/witnessing.hpp"

namespace gavel::api {
namespace {

constexpr std::string_view plain_text = "text/plain; charset=utf-8";

http::Response checkpoint(Context& context, Call& /*call*/) {
  http::Response response = text_response(context.services.ledger.checkpoint(), plain_text);
  response.headers.add("Cache-Control", "public, max-age=1");  // as often as the sequencer works
  return response;
}

JsonObject view(const db::WitnessView& witness) {
  JsonObject out{
      {"name", witness.name}, {"verifier_key", witness.verifier_key}, {"size", witness.size}};
  if (!witness.trouble.empty()) out["trouble"] = witness.trouble;
  return out;
}

/// The ledger and who watches it.
http::Response status(Context& context, Call& /*call*/) {
  db::LedgerStore& ledger = context.services.ledger;
  JsonObject out{{"origin", ledger.origin()},
                 {"verifier_key", ledger.verifier_key()},
                 {"size", ledger.size()},
                 {"checkpoint", "/v1/ledger/checkpoint"}};
  if (auto* witnessing = context.services.witnessing; witnessing != nullptr) {
    const db::WitnessedView now = witnessing->view();
    out["size"] = now.size;
    JsonObject witnessed{
        {"size", now.witnessed}, {"quorum", witnessing->policy().quorum()}, {"alarm", now.alarm}};
    if (now.unwitnessed_since) witnessed["unwitnessed_since"] = to_string(*now.unwitnessed_since);
    JsonArray witnesses;
    for (const auto& witness : now.witnesses) witnesses.push_back(view(witness));
    witnessed["witnesses"] = std::move(witnesses);
    out["witnessed"] = std::move(witnessed);
  }
  http::Response response = json_response(200, out);
  response.headers.add("Cache-Control", "public, max-age=1");
  return response;
}

http::Response key(Context& context, Call& /*call*/) {
  return json_response(200, JsonObject{{"verifier_key", context.services.ledger.verifier_key()},
                                       {"public_key", context.services.ledger.public_pem()}});
}

http::Response tile(Context& context, Call& call) {
  auto bytes = context.services.ledger.tile("tile/" + call.parameter());
  if (!bytes) throw Problem{.type = "no-such-tile"};
  http::Response response = text_response(*std::move(bytes), "application/octet-stream");
  // A partial tile never changes either, but is of no use once it has grown.
  const bool partial = call.parameter().find(".p/") != std::string::npos;
  response.headers.add("Cache-Control",
                       partial ? "public, max-age=60" : "public, max-age=31536000, immutable");
  return response;
}

/// The offline proof of one leaf (c2sp.org/tlog-proof@v1).
http::Response proof(Context& context, Call& call) {
  const std::string& text = call.parameter();
  std::uint64_t index = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), index);
  const bool is_number = read.ec == std::errc{} && read.ptr == text.data() + text.size();
  auto proof = is_number ? context.services.ledger.proof_file(index) : std::nullopt;
  if (!proof) throw Problem{.type = "no-such-leaf"};
  return text_response(*std::move(proof), plain_text);
}

}  // namespace

void add_ledger(Router& router) {
  router.add({"GET", "/v1/ledger", for_public, status});
  router.add({"GET", "/v1/ledger/checkpoint", for_public, checkpoint});
  router.add({"GET", "/v1/ledger/key", for_public, key});
  router.add({"GET", "/v1/ledger/tile/{path...}", for_public, tile});
  router.add({"GET", "/v1/ledger/proofs/{index}", for_public, proof});
}

}  // namespace gavel::api
