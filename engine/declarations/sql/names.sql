SELECT provider_name.provider, name, coalesce(sum(cents), 0)
FROM provider_name LEFT JOIN (SELECT provider, sum(cents) AS cents FROM cell GROUP BY provider) AS spent USING (provider)
GROUP BY provider_name.provider, name
ORDER BY provider_name.provider, name;
