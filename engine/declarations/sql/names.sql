SELECT provider, provider_name, sum(cents) FROM declaration WHERE provider_name IS NOT NULL
GROUP BY provider, provider_name ORDER BY provider, provider_name;
