SELECT provider, provider_name, sum(cents) FROM declaration
GROUP BY provider, provider_name HAVING provider_name <> '' ORDER BY provider, provider_name;
