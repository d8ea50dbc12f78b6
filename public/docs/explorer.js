/* global SwaggerUIBundle */
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#explorer',
  deepLinking: true,
  docExpansion: 'list',
  // Neither the document nor a key may leave this page for a validator.
  validatorUrl: null,
  persistAuthorization: false,
})
