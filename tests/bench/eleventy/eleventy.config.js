const markdown = require("markdown-it")();
const yaml = require("js-yaml");

module.exports = function (config) {
  config.addDataExtension("yml", text => yaml.load(text, {schema: yaml.JSON_SCHEMA}));
  config.addFilter("markdown", text => markdown.render(text));
};
