// DA/T 46-2009, element names as public implementations write them; each carries its Chinese name.
#include <sstream>

#include <pugixml.hpp>

#include "archive/agents.hpp"
#include "archive/metadata.hpp"
#include "engine/base/characters.hpp"

namespace gavel::archive {
namespace {

using Node = pugi::xml_node;

Node group(Node parent, const char* name, const char* zh) {
  Node node = parent.append_child(name);
  node.append_attribute("name") = zh;
  return node;
}

void element(Node parent, const char* name, const char* zh, std::string_view value) {
  group(parent, name, zh).text().set(as_xml_holds(value).c_str());
}

/// Left out where nothing is known: an empty element would say that there is none.
void known(Node parent, const char* name, const char* zh, std::string_view value) {
  if (!value.empty()) element(parent, name, zh, value);
}

void provenance(Node parent, const PackageInput& input) {
  Node node = group(parent, "provenance", "来源");
  known(node, "archivesName", "档案馆名称", input.archives_name);
  known(node, "fondsName", "全宗名称", input.fonds_name);
  element(node, "fondsConstitutingUnitName", "立档单位名称", input.organ);
}

void archival_code(Node parent, const ArchivalCode& code) {
  Node node = group(parent, "archivalCode", "档号");
  node.append_attribute("value") = to_string(code).c_str();
  element(node, "fondsIdentifier", "全宗号", code.fonds);
  element(node, "year", "年度", std::to_string(code.year));
  Node retention = group(node, "retentionPeriod", "保管期限");
  retention.append_attribute("label") = std::string(retention_words(code.retention)).c_str();
  retention.append_attribute("source") = "procedure";  // its order of the package has it
  retention.text().set(code.retention.c_str());
  element(node, "organizationalStructureOrFunction", "机构或问题", code.office);
  element(node, "categoryCode", "类别号", code.category);
  element(node, "agencyItemNumber", "室编件号", std::to_string(code.number));
}

void security(Node content, const std::string& value, const std::string& source) {
  Node node = group(content, "securityClassification", "密级");
  node.append_attribute("source") = source.c_str();
  node.text().set(value.c_str());
}

void volume(Node root, const PackageInput& input) {
  Node file = group(root, "fileEntity", "文件实体");
  element(file, "aggregationLevel", "聚合层次", "案卷");
  provenance(file, input);
  element(file, "electronicRecordCode", "电子文件号", input.matter_id);
  archival_code(file, input.code);
  Node content = group(file, "contentDescription", "内容描述");
  element(content, "title", "题名", input.title);
  known(content, "classCode", "分类号", input.class_code);
  known(content, "documentNumber", "文件编号", input.document_number);
  element(content, "author", "责任者", input.organ);
  element(content, "date", "日期", to_string(day_of(input.closed_at)));
  const VolumeSecurity said = volume_security(input);
  security(content, said.security, said.source);
  Node form = group(file, "formalCharacteristics", "形式特征");
  element(form, "documentAggregationType", "文件组合类型", "组合文件");
  element(form, "totalNumberOfItems", "件数", std::to_string(input.documents.size()));
  element(form, "language", "语种", "zh-CN");
  Node electronic = group(file, "electronicAttributes", "电子属性");
  element(electronic, "informationSystemDescription", "信息系统描述", input.software);
  Node rights = group(file, "rightsManagement", "权限管理");
  if (input.disclosure == "public") element(rights, "permissionAssignment", "授权", "公布");
  // Whatever was published on the way, the volume is opened by a review after it is stored.
  element(rights, "controlIdentifier", "控制标识", control_identifier);
  Node extension = group(file, "extension", "扩展");
  // 公开属性, for whoever decides on opening the volume: by its procedure; where it says none,
  // none.
  if (input.disclosure == "non_public") element(extension, "disclosure", "公开属性", "不予公开");
  if (input.disclosure == "public") element(extension, "disclosure", "公开属性", "主动公开");
  element(extension, "openedAt", "启动时间", to_string(input.opened_at));
  element(extension, "closedAt", "办结时间", to_string(input.closed_at));
  element(extension, "packagedAt", "封装时间", to_string(input.built_at));
  element(extension, "procedure", "程序", input.procedure_name);
  element(extension, "procedureSha256", "程序摘要", input.procedure_sha256);
  element(extension, "handlingUnit", "承办单位", input.unit);
}

void item(Node root, const PackageInput& input, const PackageDocument& document,
          const BagFile& file, std::size_t number, const Agents& agents) {
  Node entity = group(root, "fileEntity", "文件实体");
  element(entity, "aggregationLevel", "聚合层次", "件");
  element(entity, "electronicRecordCode", "电子文件号",
          document.code + "_v" + std::to_string(document.version));
  Node code = group(entity, "archivalCode", "档号");
  element(code, "documentSequenceNumber", "文档序号", std::to_string(number));
  Node content = group(entity, "contentDescription", "内容描述");
  element(content, "title", "题名", document.title.empty() ? document.filename : document.title);
  Node author = group(content, "author", "责任者");
  author.text().set(as_xml_holds(agents.name_of(document.by)).c_str());
  if (const std::string id = agents.id_of(document.by); !id.empty())
    author.append_attribute("agentIdentifier") = id.c_str();
  element(content, "date", "日期", to_string(document.at));
  element(content, "documentType", "文种", document.code);
  const bool has_own = !document.security.empty();
  security(content, has_own ? document.security : input.security, has_own ? "document" : "volume");
  element(group(entity, "formalCharacteristics", "形式特征"), "manuscriptType", "稿本",
          std::to_string(document.version));
  Node electronic = group(entity, "electronicAttributes", "电子属性");
  element(electronic, "formatInformation", "格式信息",
          document.media_type.empty() ? "application/octet-stream" : document.media_type);
  element(electronic, "computerFileName", "计算机文件名", file.path);
  element(electronic, "computerFileSize", "计算机文件大小", std::to_string(file.size));
  element(electronic, "messageDigest", "数字摘要", file.sha256);
}

void business(Node root, const PackageEvent& event, std::size_t number, const Agents& agents) {
  Node entity = group(root, "businessEntity", "业务实体");
  element(entity, "businessIdentifier", "业务标识符", std::to_string(number));
  element(entity, "businessStatus", "业务状态", "历史行为");
  element(entity, "businessActivity", "业务行为", event.name);
  element(entity, "actionTime", "行为时间", to_string(event.at));
  element(entity, "actionAgent", "行为人", event.actor);
  known(entity, "agentIdentifier", "机构人员标识符",
        agents.id_of(event.account.empty() ? event.actor : event.account));
}

void time_stamp(Node signature, const PackageLayout::TimeStamped& stamp) {
  Node node = group(signature, "timeStamp", "时间戳");
  element(node, "timeStampTime", "时间", to_string(stamp.said.at));
  element(node, "timeStampAuthority", "时间戳服务机构", stamp.said.authority);
  element(node, "timeStampPolicy", "时间戳策略", stamp.said.policy);
  element(node, "timeStampSerialNumber", "序列号", stamp.said.serial);
  element(node, "timeStampToken", "时间戳文件", stamp.stamp.path);
  element(node, "certificateReference", "证书引证", stamp.chain.path);
}

void signature(Node root, const PackageStatement& statement, const PackageLayout& layout,
               std::size_t i) {
  Node node = group(root, "electronicSignature", "电子签名");
  element(node, "signatureRules", "签名规则", "detached; RFC 8785");
  element(node, "signatureTime", "签名时间", to_string(statement.signed_at));
  element(node, "signer", "签名人", statement.signer);
  element(node, "signature", "签名结果", layout.signatures[i].path);
  element(node, "certificateReference", "证书引证", layout.keys[i].path);
  element(node, "signatureAlgorithmIdentifier", "签名算法标识", layout.algorithms[i]);
  for (const PackageLayout::TimeStamped& stamp : layout.time_stamps) {
    if (stamp.statement == i) time_stamp(node, stamp);
  }
}

void agent(Node root, const Agent& one) {
  Node entity = group(root, "agentEntity", "机构人员实体");
  element(entity, "agentIdentifier", "机构人员标识符", one.id);
  element(entity, "agentType", "机构人员类型", name_of(one.kind));
  element(entity, "agentName", "机构人员名称", one.name);
  known(entity, "organizationCode", "组织机构代码", one.kind == AgentKind::unit ? one.code : "");
  known(entity, "account", "账号", one.kind == AgentKind::unit ? "" : one.code);
  for (const std::string& office : one.offices) element(entity, "positionName", "个人职位", office);
  known(entity, "agentBelongsTo", "机构人员隶属", one.belongs_to);
}

}  // namespace

std::string dat46_xml(const PackageInput& input, const PackageLayout& layout) {
  pugi::xml_document document;
  Node root = document.append_child("electronicRecordMetadata");
  root.append_attribute("xmlns") = "urn:gavel:dat46:1";
  root.append_attribute("standard") = "DA/T 46-2009";
  const Agents agents(input);
  volume(root, input);
  for (std::size_t i = 0; i < input.documents.size(); ++i)
    item(root, input, input.documents[i], layout.documents[i], i + 1, agents);
  for (std::size_t i = 0; i < input.events.size(); ++i)
    business(root, input.events[i], i + 1, agents);
  for (std::size_t i = 0; i < input.statements.size(); ++i)
    signature(root, input.statements[i], layout, i);
  for (const Agent& one : agents.all()) agent(root, one);
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

}  // namespace gavel::archive
